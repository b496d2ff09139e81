// The slider over time: what held in a period, or what was published up to a date.

const PERIOD = 0;
const PUBLISHED = 1;

const EARLIEST = "0000";
const LATEST = "9999";

/** The first and the last day of each statement by each kind of time, or null where none is known. */
const times = graph.statements.map(({ span: [start, end], citations }) => {
  const published = citations.map(([source]) => graph.sources[source].published).filter(Boolean).sort();
  return [
    start || end ? [start || EARLIEST, end || LATEST] : null,
    published.length ? [published[0], published[0]] : null,
  ];
});

/** The days at which something begins or ends, in order. */
const days = [PERIOD, PUBLISHED].map((kind) =>
  [...new Set(times.flatMap((each) => each[kind] ?? []).filter((day) => day !== EARLIEST && day !== LATEST))].sort(),
);

const isTimed = () => days.some((each) => each.length > 1);

/** Whether a statement lies outside the time that is shown. */
function isOutsideTime(statement) {
  if (view.time === null) return false;
  const { kind, from, to, undated } = view.time;
  const time = times[statement.number][kind];
  if (time === null) return !undated;
  return time[0] > days[kind][to] || time[1] < days[kind][from];
}

function openTime(kind = days[PERIOD].length > 1 ? PERIOD : PUBLISHED) {
  view.time = { kind, from: 0, to: days[kind].length - 1, undated: true };
  drawTime();
  filtered();
}

function closeTime() {
  view.time = null;
  drawTime();
  recount();
}

function changeTime(change) {
  Object.assign(view.time, change);
  const { from, to } = view.time;
  if (from > to) Object.assign(view.time, "from" in change ? { to: from } : { from: to });
  sayTime();
  filtered();
}

function drawTime() {
  const form = byId("time");
  form.hidden = view.time === null;
  if (view.time === null) return form.replaceChildren();
  form.setAttribute("aria-label", word("time"));
  const { kind, undated } = view.time;
  const kinds = [PERIOD, PUBLISHED].filter((each) => days[each].length > 1);
  const options = kinds.map((each) =>
    element("option", { value: each, selected: each === kind }, word(["byPeriod", "byPublication"][each])),
  );
  const choice = { "aria-label": word("time"), onchange: ({ target }) => openTime(Number(target.value)) };
  const box = {
    type: "checkbox",
    checked: undated,
    onchange: ({ target }) => changeTime({ undated: target.checked }),
  };
  form.replaceChildren(
    element("select", choice, ...options),
    timeSlider("from"),
    timeSlider("to"),
    element("output", {}),
    element("label", {}, element("input", box), word("undated")),
    element(
      "button",
      {
        ...{ type: "button", class: "act", "aria-label": word("close"), title: word("close") },
        onclick: () => {
          closeTime();
          filtered();
        },
      },
      "×",
    ),
  );
  return sayTime();
}

function timeSlider(end) {
  return element("input", {
    ...{ type: "range", name: end, min: 0, max: days[view.time.kind].length - 1, "aria-label": word(end) },
    value: view.time[end],
    oninput: ({ target }) => changeTime({ [end]: Number(target.value) }),
  });
}

/** Say the days, and set both sliders where one has pushed the other. */
function sayTime() {
  const { kind, from, to } = view.time;
  const said = [days[kind][from], days[kind][to]];
  const form = byId("time");
  form.querySelector("output").textContent = said.join(" – ");
  [from, to].forEach((at, index) => {
    const slider = form.querySelectorAll("input[type=range]")[index];
    slider.value = at;
    slider.setAttribute("aria-valuetext", said[index]);
  });
}
