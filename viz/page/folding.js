// A picture of very many: communities stand folded as one dot each, and open when one is clicked.

const MOST_BUNDLES = 900;
const MANY = 10_000; // so many are drawn one by one on a desk
const ROOM = 800; // pixels of a small screen for each that is drawn

/** The entity that stands for each while its community is folded; empty where all are drawn one by one. */
const standsFor = isTooMany() ? packed.representatives : [];
const isFolding = standsFor.length > 0;
const opened = new Set();

function isTooMany() {
  const count = graph.entities.length;
  return count > MANY || (isNarrow() && innerWidth * innerHeight < ROOM * count);
}

const followers = new Map();
standsFor.forEach((hub) => followers.set(hub, (followers.get(hub) ?? -1) + 1));

const isFolded = (hub) => isFolding && standsFor[hub] === hub && !opened.has(hub) && followers.get(hub) > 0;
const isFoldedAway = (place) => isFolding && standsFor[place] !== place && !opened.has(standsFor[place]);

/** Who is drawn for an entity. */
const drawnFor = (place) => (isFoldedAway(place) ? standsFor[place] : place);

/** Open a community, and look at it. */
function unfold(hub) {
  opened.add(hub);
  filtered();
  look(fitting(standsFor.flatMap((other, place) => (other === hub ? [place] : []))));
}

function unfoldAll() {
  standsFor.forEach((hub) => opened.add(hub));
  filtered(true);
}

function foldAll() {
  opened.clear();
  choose({});
  filtered(true);
}

/** Lines between folded communities: for each two of them one, the heaviest only. */
function bundles() {
  if (!isFolding) return [];
  const found = new Map();
  for (const { subject, object } of graph.statements) {
    const [a, b] = [drawnFor(subject), drawnFor(object)];
    if (a === b || (a === subject && b === object) || isHidden(a) || isHidden(b)) continue;
    const key = a < b ? a * graph.nodes.length + b : b * graph.nodes.length + a;
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  const heaviest = [...found].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_BUNDLES);
  return heaviest.map(([key, weight]) => ({
    id: `bundle-${key}`,
    from: Math.floor(key / graph.nodes.length),
    to: key % graph.nodes.length,
    width: Math.min(1 + Math.log2(weight), 6) * drawing.boost,
    smooth: false,
    arrows: { to: { enabled: false } },
    color: { color: palette.edge, opacity: 0.4, inherit: false },
  }));
}

/** Draw the bundles as they are now. */
function drawBundles() {
  if (!isFolding) return;
  const before = drawing.edges.getIds().filter((id) => typeof id === "string");
  drawing.edges.remove(before);
  drawing.edges.add(bundles());
}
