// The panel: what is said of the chosen entity or in the chosen statement, and where it is said.

function drawPanel() {
  const panel = byId("panel");
  const content =
    view.entity !== null ? entityPanel() : view.statement !== null ? statementPanel() : overviewPanel();
  panel.setAttribute(
    "aria-label",
    word(view.entity === null && view.statement === null ? "overview" : "statements"),
  );
  panel.replaceChildren(...content);
  if (document.documentElement.dataset.ready !== undefined) panel.scrollTop = 0; // it makes the page be laid out
}

const closeButton = () =>
  element(
    "button",
    {
      type: "button",
      class: "close",
      "aria-label": word("close"),
      title: word("close"),
      onclick: closePanel,
    },
    "×",
  );

function closePanel() {
  document.body.classList.remove("reading");
  choose({});
}

function overviewPanel() {
  const totals = [
    [graph.entities.length, "entities"],
    [graph.statements.length, "statements"],
    [graph.sources.length, "sources"],
  ];
  return [
    closeButton(),
    element(
      "dl",
      { class: "totals" },
      ...totals.map(([count, key]) =>
        element("div", {}, element("dt", {}, word(key)), element("dd", {}, String(count))),
      ),
    ),
    graph.entities.length ? element("p", { class: "hint" }, word("hint")) : "",
    section("contents", ...graph.classes.map((_, type) => classIndex(type))),
    section(
      "sources",
      ...graph.sources.map((source) => element("p", { class: "source" }, ...sourceLines(source))),
    ),
  ].filter(Boolean);
}

function classIndex(type) {
  const members = graph.entities
    .map((_, place) => place)
    .filter((place) => graph.entities[place].type === type);
  members.sort((a, b) => degree(b) - degree(a) || a - b);
  const list = element("ul");
  const fill = () => {
    if (!list.children.length) list.append(...members.map((place) => element("li", {}, entityButton(place, false))));
  };
  const isOpen = graph.entities.length <= 40;
  if (isOpen) fill();
  const summary = element(
    "summary",
    {},
    symbol(graph.classes[type]),
    spoken(graph.classes[type].name),
    element("span", { class: "count" }, String(members.length)),
  );
  return element("details", { class: "index", open: isOpen, ontoggle: fill }, summary, list);
}

function entityPanel() {
  const entity = graph.entities[view.entity];
  const isFigure = (number) => graph.statements[number].figure !== null;
  const [figures, relations] = [
    entity.asSubject.filter(isFigure),
    entity.asSubject.filter((n) => !isFigure(n)),
  ];
  const [measured, inverse] = [entity.asObject.filter(isFigure), entity.asObject.filter((n) => !isFigure(n))];
  return [
    closeButton(),
    ...nameLines(entity),
    entity.description.some(Boolean)
      ? element("p", { class: "description" }, spoken(entity.description))
      : "",
    entityActions(view.entity),
    ...charts(measured),
    section(
      "figures",
      ...figures.map((n) => figureCard(n, ["object"])),
      ...measured.map((n) => figureCard(n, ["subject"])),
    ),
    section("figuresAbout", ...entity.asLimit.map((n) => figureCard(n, ["subject", "object"]))),
    section(
      "relations",
      ...relationGroups(relations, "predicate", "object"),
      ...relationGroups(inverse, "inverse", "subject"),
    ),
    section("firstNamed", ...entity.citations.map(citation)),
    section("editorial", facts([...entity.details, [WORDS.id, [entity.id, entity.id], null]])),
  ].filter(Boolean);
}

/** What can be done to an entity's surroundings. */
function entityActions(place) {
  const acts = [
    ["onlyAround", () => onlyAround(place)],
    view.only !== null ? ["addAround", () => addAround(place)] : null,
    ["remove", () => remove(place)],
    [view.marked.has(place) ? "unmark" : "mark", () => mark(place)],
  ].filter(Boolean);
  return element(
    "p",
    { class: "acts" },
    ...acts.map(([key, onclick]) =>
      element("button", { type: "button", class: "act", "data-act": key, onclick }, word(key)),
    ),
  );
}

function nameLines(entity) {
  const [name, other] = bothNames(entity.name);
  const type = graph.classes[entity.type];
  return [
    element("p", { class: "class" }, symbol(type), spoken(type.name)),
    element("h2", { class: "name" }, text(name)),
    other ? element("p", { class: "other" }, text(other)) : "",
    entity.aliases.length
      ? element("p", { class: "aliases" }, `${word("aliases")} `, ...listed(entity.aliases))
      : "",
  ];
}

const listed = (words) => words.flatMap((each, index) => (index ? [" · ", text(each)] : [text(each)]));

function statementPanel() {
  const statement = graph.statements[view.statement];
  return [
    closeButton(),
    element(
      "div",
      { class: "triple" },
      entityButton(statement.subject),
      element("p", { class: "predicate" }, spoken(statement.predicate)),
      entityButton(statement.object),
    ),
    statement.figure ? element("p", { class: "figure" }, spoken(statement.figure)) : "",
    facts(statement.details),
    section("statedIn", ...citations(statement)),
  ].filter(Boolean);
}

/** A section with its heading; nothing where it would be empty. */
function section(key, ...content) {
  const filled = content.filter(Boolean);
  return filled.length ? element("section", {}, element("h3", {}, word(key)), ...filled) : "";
}

/** A reported figure with the other entities it concerns, its period, bound and change, and its source. */
function figureCard(number, ends) {
  const statement = graph.statements[number];
  return element(
    "article",
    { class: "card" },
    ...ends.map((end) => entityButton(statement[end])),
    element("p", { class: "figure" }, spoken(statement.figure)),
    facts(statement.details),
    ...citations(statement),
  );
}

function relationGroups(numbers, label, end) {
  const groups = new Map();
  for (const number of numbers) {
    const name = say(graph.statements[number][label]);
    groups.set(name, [...(groups.get(name) ?? []), number]);
  }
  return [...groups].map(([name, members]) =>
    element(
      "div",
      { class: "group" },
      element("h4", {}, text(name)),
      ...members.map((number) => relationItem(number, end)),
    ),
  );
}

function relationItem(number, end) {
  const statement = graph.statements[number];
  return element(
    "article",
    { class: "item" },
    entityButton(statement[end]),
    facts(statement.details),
    ...citations(statement),
  );
}

/** An entity by its name; pressing it chooses it. */
function entityButton(place, isOpen = true) {
  const entity = graph.entities[place];
  const [name, other] = bothNames(entity.name);
  return element(
    "button",
    {
      type: "button",
      class: "entity",
      "data-entity": place,
      onclick: () => choose({ entity: place, isSought: true }),
    },
    isOpen ? symbol(graph.classes[entity.type]) : "",
    element("span", {}, text(name), other ? text(other, { class: "other" }) : ""),
  );
}

/** Names and values; a value that is an entity can be pressed. */
function facts(details) {
  if (!details.length) return "";
  const rows = details.map(([label, value, place]) =>
    element(
      "div",
      {},
      element("dt", {}, spoken(label)),
      element("dd", {}, Number.isInteger(place) ? entityButton(place, false) : spoken(value)),
    ),
  );
  return element("dl", { class: "facts" }, ...rows);
}

const citations = ({ citations: given }) =>
  given.length ? given.map(citation) : [element("p", { class: "citation" }, word("noSource"))];

function citation([place, start, end]) {
  const span = start < 0 ? [] : [`${word("characters")} ${start}–${end}`];
  return element("p", { class: "citation" }, ...sourceLines(graph.sources[place], span));
}

function sourceLines({ id, title, publisher, published, url }, more = []) {
  const place = [publisher, published].filter(Boolean).map((part) => text(part));
  const parts = [...place, ...more.map((part) => element("span", { class: "span" }, part))];
  const where = parts.flatMap((part, index) => (index ? [" · ", part] : [part]));
  return [
    element("span", { class: "title" }, linked(title || id, url)),
    element("span", { class: "where" }, ...where),
  ];
}

/** The title as a link where the address is one of the web, and as text elsewhere. */
function linked(title, url) {
  const isWeb = /^https?:\/\//i.test(url) && URL.canParse(url);
  return isWeb
    ? element("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, text(title))
    : text(title);
}
