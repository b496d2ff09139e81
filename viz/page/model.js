// The data, read once (data.py writes them), as entities, statements and sources that name each other by place.

const packed = JSON.parse(await unpacked("data"));

/** A label as a pair [Chinese, English]. */
const pair = (label) => (Array.isArray(label) ? label : [label || "", label || ""]);
const threes = (numbers) =>
  Array.from({ length: (numbers || []).length / 3 }, (_, at) => numbers.slice(3 * at, 3 * at + 3));

const graph = readGraph(packed);

function readGraph({ title, classes, sources, words, entities, statements }) {
  const said = words.map(pair);
  const details = (numbers) => threes(numbers).map(([label, value, place]) => [said[label], said[value], place < 0 ? null : place]);
  const citations = (numbers) => threes(numbers).map(([source, start, length]) => [source, start, start + length]);
  const [name] = [entities.name.map(pair)];
  const labels = statements.label.map((label) => said[label]);
  const subject = summed(statements.subject);
  return {
    title,
    classes: classes.map((each) => ({ ...each, name: pair(each.name) })),
    sources: sources.map(([id, title, publisher, published, language, url]) => ({
      ...{ id, title, publisher, published, language, url },
    })),
    entities: entities.id.map((id, at) => ({
      id,
      type: entities.type[at],
      name: name[at],
      aliases: entities.aliases[at] || [],
      readings: entities.readings[at] || [],
      description: pair(entities.description[at]),
      details: details(entities.details[at]),
      citations: citations(entities.citations[at]),
      asSubject: [],
      asObject: [],
      asLimit: [],
    })),
    statements: subject.map((from, at) => ({
      subject: from,
      predicate: said[statements.predicate[at]],
      inverse: said[statements.inverse[at]],
      object: statements.object[at],
      figure: statements.figure[at] === 0 ? null : pair(statements.figure[at]),
      measure: readMeasure(statements.measure[at], said),
      span: statements.span[at] || ["", ""],
      about: statements.about[at] || [],
      details: details(statements.details[at]),
      citations: citations(statements.citations[at]),
    })),
    nodes: entities.id.map((_, at) => ({
      ...{ x: entities.x[at], y: entities.y[at], size: entities.size[at], shape: entities.shape[at] },
      color: classes[entities.type[at]].colour,
      prominence: entities.prominence[at],
      labels: labelOf(entities.label[at], name[at]),
    })),
    edges: subject.map((from, at) => ({
      ...{ from, to: statements.object[at], bend: statements.bend[at], labels: labels[at] },
      dashes: statements.figure[at] !== 0,
    })),
  };
}

/** A name as it stands on the canvas: as it is, broken at some places of either language, or another text. */
function labelOf(given, name) {
  if (given === 0) return name;
  if (!Array.isArray(given) || typeof given[0] === "string") return pair(given);
  return name.map((words, index) => broken(words, given[index]));
}

/** Break before the character at a place, or in place of the space that stands there if the place is negative. */
function broken(words, places) {
  const characters = [...words];
  for (const place of [...places].reverse()) characters.splice(Math.abs(place), place < 0 ? 1 : 0, "\n");
  return characters.join("");
}

/** Numbers from the differences between them. */
function summed(steps) {
  let sum = 0;
  return steps.map((step) => (sum += step));
}

/** What a figure is compared by; its value is null where only a change was reported. */
function readMeasure(given, said) {
  if (!given) return null;
  const [value, comparator, unit, kind, when] = given;
  return { value, comparator, unit: said[unit], kind: said[kind], when: said[when] };
}

graph.statements.forEach((statement, place) => {
  statement.number = place;
  graph.entities[statement.subject].asSubject.push(place);
  graph.entities[statement.object].asObject.push(place);
  statement.about.forEach((entity) => graph.entities[entity].asLimit.push(place));
});

const degree = (place) => graph.entities[place].asSubject.length + graph.entities[place].asObject.length;

/** Statements in which an entity stands, as whatever. */
function* saidOf(place) {
  const { asSubject, asObject, asLimit } = graph.entities[place];
  yield* asSubject;
  yield* asObject;
  yield* asLimit;
}

/**
 * What is chosen (an entity, a statement or neither), sought and pointed at; what is left out: classes
 * `hidden`, entities `removed`, all but `only`, and all outside a `time`; and entities `marked` to be connected.
 */
const view = {
  entity: null,
  statement: null,
  hidden: new Set(),
  removed: new Set(),
  only: null,
  time: null,
  marked: new Set(),
  matches: null,
  hoveredEntity: null,
  hoveredStatement: null,
};

/** Entities and statements that stand out, or null where nothing is chosen or sought. */
function emphasis() {
  if (view.entity !== null) return around(view.entity);
  if (view.statement !== null) return along(view.statement);
  if (view.matches !== null) return { entities: new Set(view.matches), statements: new Set() };
  return null;
}

function around(place) {
  const statements = new Set(saidOf(place));
  const entities = new Set([place]);
  for (const number of statements) {
    entities.add(graph.statements[number].subject).add(graph.statements[number].object);
  }
  return { entities, statements };
}

function along(number) {
  const { subject, object, about } = graph.statements[number];
  return { entities: new Set([subject, object, ...about]), statements: new Set([number]) };
}
