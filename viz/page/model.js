// The data, read once, and the little that changes while the page is open.

const graph = JSON.parse(byId("data").textContent);

for (const entity of graph.entities) {
  Object.assign(entity, { asSubject: [], asObject: [], asLimit: [] });
}
graph.statements.forEach((statement, place) => {
  graph.entities[statement.subject].asSubject.push(place);
  graph.entities[statement.object].asObject.push(place);
  statement.about.forEach((entity) => graph.entities[entity].asLimit.push(place));
});

const degree = (place) => graph.entities[place].asSubject.length + graph.entities[place].asObject.length;

/** What is chosen (an entity, a statement or neither), hidden, sought and pointed at. */
const view = {
  entity: null,
  statement: null,
  hidden: new Set(),
  matches: null,
  hoveredEntity: null,
  hoveredStatement: null,
};

const isHidden = (place) => view.hidden.has(graph.entities[place].type);

const isHiddenStatement = ({ subject, object }) => isHidden(subject) || isHidden(object);

/** Entities and statements that stand out, or null where nothing is chosen or sought. */
function emphasis() {
  if (view.entity !== null) return around(view.entity);
  if (view.statement !== null) return along(view.statement);
  if (view.matches !== null) return { entities: new Set(view.matches), statements: new Set() };
  return null;
}

function around(place) {
  const { asSubject, asObject, asLimit } = graph.entities[place];
  const statements = new Set([...asSubject, ...asObject, ...asLimit]);
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

/** Text in the form in which it is compared. */
const folded = (words) => words.normalize("NFKC").toLowerCase().trim();

/** Places of the entities whose name, alias or id holds the words, the nearest ones first. */
function sought(words) {
  const wanted = folded(words);
  if (!wanted) return null;
  const found = graph.entities
    .map((entity, place) => ({ place, rank: nearness(entity, wanted) }))
    .filter(({ rank }) => rank < 3);
  found.sort((a, b) => a.rank - b.rank || degree(b.place) - degree(a.place) || a.place - b.place);
  return found.map(({ place }) => place);
}

function nearness(entity, wanted) {
  const names = [...entity.name, ...entity.aliases, entity.id].map(folded);
  if (names.includes(wanted)) return 0;
  if (names.some((name) => name.startsWith(wanted))) return 1;
  return names.some((name) => name.includes(wanted)) ? 2 : 3;
}
