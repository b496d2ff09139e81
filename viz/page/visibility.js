// What is left out of the picture, and how it comes back.

const unseen = new Uint8Array(graph.entities.length);
const unseenStatements = new Uint8Array(graph.statements.length);

const isHidden = (place) => unseen[place] === 1;
const isHiddenStatement = (number) => unseenStatements[number] === 1;

/** Work out anew what is left out, after `view` has changed. */
function recount() {
  graph.statements.forEach((statement, number) => {
    unseenStatements[number] = isOutsideTime(statement) ? 1 : 0;
  });
  graph.entities.forEach((entity, place) => {
    const isLeftOut =
      isFoldedAway(place) || view.hidden.has(entity.type) || view.removed.has(place) || (view.only !== null && !view.only.has(place));
    unseen[place] = isLeftOut || (view.time !== null && isSilenced(place)) ? 1 : 0;
  });
  graph.statements.forEach(({ subject, object }, number) => {
    if (unseen[subject] || unseen[object]) unseenStatements[number] = 1;
  });
}

/** Whether something is said of an entity, and all of it lies outside the time. */
function isSilenced(place) {
  const all = [...saidOf(place)];
  return all.length > 0 && all.every((number) => unseenStatements[number]);
}

/** Show what has changed in the picture, the legend and the bar that says what is shown. */
function filtered(isFitting = false) {
  recount();
  drawLegend();
  drawShowing();
  drawBundles();
  paint();
  if (isFitting) fit();
}

function showAll() {
  view.hidden.clear();
  view.removed.clear();
  view.only = null;
  closeTime();
  filtered(true);
}

const neighbours = (place) => around(place).entities;

function onlyAround(place) {
  view.only = neighbours(place);
  bringBack(view.only);
}

function addAround(place) {
  const found = neighbours(place);
  if (view.only !== null) view.only = new Set([...view.only, ...found]);
  bringBack(found);
}

function bringBack(places) {
  for (const place of places) {
    view.removed.delete(place);
    view.hidden.delete(graph.entities[place].type);
    if (isFoldedAway(place)) opened.add(standsFor[place]);
  }
  filtered(true);
}

function remove(place) {
  view.removed.add(place);
  choose({});
  filtered();
}

function mark(place) {
  if (!view.marked.delete(place)) view.marked.add(place);
  drawShowing();
  drawPanel();
  paint();
}

/** Leave only the marked entities and all that lies on shortest ways between two of them. */
function onlyBetween() {
  const marked = [...view.marked];
  view.only = new Set(marked);
  marked.forEach((one, at) =>
    marked.slice(at + 1).forEach((other) => between(one, other).forEach((place) => view.only.add(place))),
  );
  choose({});
  bringBack(view.only);
}

/** The entities on the shortest ways from one to another. */
function between(one, other) {
  const [there, back] = [steps(one), steps(other)];
  const least = there.get(other);
  return [...there].filter(([place, step]) => step + back.get(place) === least).map(([place]) => place);
}

/** How many steps away each entity is that can be reached. */
function steps(from) {
  const found = new Map([[from, 0]]);
  for (const [place, step] of found) {
    for (const next of neighbours(place)) if (!found.has(next)) found.set(next, step + 1);
  }
  return found;
}

const isAllOpen = () => [...followers.keys()].every((hub) => !isFolded(hub));

const isAllButFolded = () =>
  !view.hidden.size && !view.removed.size && view.only === null && view.time === null;

/** The bar that says what is marked and how much is shown. */
function drawShowing() {
  const shown = unseen.length ? shownCount() : 0;
  const marked = [...view.marked].map((place) =>
    element(
      "button",
      { type: "button", class: "mark", title: word("unmark"), onclick: () => mark(place) },
      symbol(graph.classes[graph.entities[place].type]),
      spoken(graph.entities[place].name),
      " ×",
    ),
  );
  const connect = { type: "button", class: "act", disabled: marked.length < 2, onclick: onlyBetween };
  const parts = [
    ...marked,
    marked.length ? element("button", connect, word("onlyBetween")) : "",
    shown < unseen.length
      ? element("span", { class: "shown" }, `${word("shown")} ${shown} / ${unseen.length}`)
      : "",
    isFolding && graph.entities.length <= MANY && !isAllOpen()
      ? element("button", { type: "button", class: "act", onclick: unfoldAll }, word("unfoldAll"))
      : "",
    opened.size ? element("button", { type: "button", class: "act", onclick: foldAll }, word("foldAll")) : "",
    shown < unseen.length && !isAllButFolded()
      ? element("button", { type: "button", class: "act all", onclick: showAll }, word("showAll"))
      : "",
  ].filter(Boolean);
  byId("showing").replaceChildren(...parts);
  byId("showing").hidden = !parts.length;
}
