// Figures of one metric side by side: only like with like, a bound as a bound, and what is not known not as nothing.

const BAR = 32; // pixels from one row to the next
const WIDE = 330;
const NAMES = 132;
const VALUES = 112;

/** A chart for each two or more figures of a metric that can be compared. */
function charts(numbers) {
  const groups = new Map();
  for (const number of numbers) {
    const { measure } = graph.statements[number];
    if (measure === null) continue;
    const key = measure.value === null ? null : JSON.stringify([measure.unit, measure.kind]);
    groups.set(key, [...(groups.get(key) ?? []), number]);
  }
  const unknown = groups.get(null) ?? [];
  groups.delete(null);
  return [...groups.values()]
    .filter((members) => members.length > 1)
    .map((members, at) => chart(members, at === 0 ? unknown : []));
}

function chart(numbers, unknown) {
  const { measure } = graph.statements[numbers[0]];
  const ordered = [...numbers].sort((a, b) => valueOf(b) - valueOf(a) || a - b);
  const rows = [...ordered, ...unknown];
  const largest = Math.max(...ordered.map((number) => Math.abs(valueOf(number))), 0);
  const height = rows.length * BAR + 4;
  const label = rows.map((number) => `${subjectName(number)}: ${say(graph.statements[number].figure)}`);
  const picture = svgElement(
    "svg",
    {
      ...{ class: "chart", viewBox: `0 0 ${WIDE} ${height}`, role: "img" },
      "aria-label": label.join("; ").replace(UNSEEN, ""),
    },
    ...rows.flatMap((number, row) => bar(number, row, largest)),
  );
  const said = [say(measure.unit), say(measure.kind)].filter(Boolean);
  return element(
    "figure",
    { class: "comparison" },
    element("figcaption", {}, word("compared"), said.length ? ": " : "", text(said.join(" · "))),
    picture,
    isBounded(ordered) ? element("p", { class: "key" }, word("boundKey")) : "",
  );
}

const valueOf = (number) => graph.statements[number].measure.value;
const subjectName = (number) => say(graph.entities[graph.statements[number].subject].name);
const isBounded = (numbers) => numbers.some((number) => !isExact(graph.statements[number].measure));
const isExact = ({ comparator }) => comparator === "" || comparator === "=";

/** A row: name, what the figure is limited to, bar, figure. */
function bar(number, row, largest) {
  const { measure, about } = graph.statements[number];
  const middle = row * BAR + BAR / 2;
  const limits = [...about.map((place) => say(graph.entities[place].name)), say(measure.when)].filter(Boolean);
  const isLimited = limits.length > 0;
  const name = svgElement(
    "text",
    { x: 0, y: middle + (isLimited ? -2 : 4), class: "subject", "data-statement": number },
    shortName(subjectName(number), 18),
  );
  name.addEventListener("click", () => choose({ statement: number, isSought: true }));
  const limit = { x: 0, y: middle + 10, class: "limit" };
  const isKnown = measure.value !== null;
  const room = WIDE - NAMES - VALUES;
  const length = isKnown && largest > 0 ? Math.max((room * Math.abs(measure.value)) / largest, 1) : 0;
  const figure = {
    x: NAMES + length + (isKnown && isOpenAbove(measure) ? 20 : 6),
    ...{ y: middle, "dominant-baseline": "central", class: isKnown ? "value" : "unknown" },
  };
  return [
    name,
    svgElement("text", limit, shortName(limits.join(" · "), 24)),
    ...(isKnown ? barOf(measure, length, middle) : []),
    svgElement("text", figure, shortName(isKnown ? valueText(number) : say(graph.statements[number].figure), 17)),
  ];
}

/** The one metric that a picture compares, if it is about one; else -1. */
function comparedMetric() {
  const figures = graph.statements.filter(({ measure }) => measure !== null);
  const [first] = figures;
  const isOne = figures.length > 1 && figures.every(({ object }) => object === first.object);
  return isOne ? first.object : -1;
}

const isOpenAbove = ({ comparator }) => comparator === ">" || comparator === ">=";

/** The value with its sign, in the unit that the chart is drawn in. */
function valueText(number) {
  const { value, comparator } = graph.statements[number].measure;
  const sign = { ">=": "≥ ", "<=": "≤ ", "~": "≈ ", "=": "" }[comparator] ?? `${comparator} `;
  return `${sign}${value.toLocaleString(languageTag(), { maximumFractionDigits: 4 })}`;
}

/** A lower bound's bar is open to the right; an upper bound's, and an estimate's, is only outlined. */
function barOf({ comparator, value }, length, middle) {
  const box = { x: NAMES, y: middle - 6, width: length, height: 12 };
  const sign = value < 0 ? " negative" : "";
  if (isOpenAbove({ comparator })) {
    const end = NAMES + length;
    return [
      svgElement("rect", { ...box, class: `bar${sign}` }),
      svgElement("path", { d: `M${end} ${middle}h13m-4 -4l4 4l-4 4`, class: "beyond" }),
    ];
  }
  return [svgElement("rect", { ...box, class: isExact({ comparator }) ? `bar${sign}` : "bar below" })];
}

/** Cut by width, where a Chinese character takes two columns. */
function shortName(name, most = 16) {
  let used = 0;
  let kept = "";
  for (const character of name.replace(UNSEEN, "").slice(0, 200)) {
    used += character.codePointAt(0) > 0x2e7f ? 2 : 1;
    if (used > most) return `${kept.trimEnd()}…`;
    kept += character;
  }
  return kept;
}
