// The picture: vis-network draws shapes and lines; the labels are ours (labels.js).

const MANY_STATEMENTS = 400;
const MOST_ARROWS = 3000; // beyond which they are too small to tell anything, and take half of the time
const DUSTY = 1.4; // beyond such a boost arrows are dust on the dots
const GLANCE = 28;

const LEAST = 4.6; // pixels on the screen: the radius of the smallest dot
const STEP = 1.1;
const CROWDED = 0.2; // of the way from dot to dot, which that radius may take in a picture of very many
const MOST_STRETCH = 1.6;
const BULK = { star: 1.4, triangle: 1.1, triangleDown: 1.1 }; // so that pointed shapes look as large as others

/**
 * `boost` keeps dots visible in a picture that is drawn small; `isUpright` is set on upright screens;
 * `stretch` draws the picture out, one way or the other, towards the shape of the canvas.
 */
const drawing = {
  network: null,
  nodes: null,
  edges: null,
  nodeLooks: new Int16Array(graph.nodes.length).fill(-1),
  edgeLooks: new Int16Array(graph.edges.length).fill(-1),
  boost: 1,
  isUpright: false,
  isMoving: false,
  raised: null,
  stretch: { x: 1, y: 1 },
};

function openCanvas() {
  const { clientWidth, clientHeight } = byId("graph");
  drawing.isUpright = clientHeight > 1.2 * clientWidth;
  drawing.stretch = stretch();
  drawing.boost = boostAt(fitting().scale);
  drawing.nodes = new vis.DataSet(first(drawing.nodeLooks, isHidden, dot));
  drawing.edges = new vis.DataSet([...first(drawing.edgeLooks, isHiddenStatement, line), ...bundles()]);
  const data = { nodes: drawing.nodes, edges: drawing.edges };
  drawing.network = new vis.Network(byId("graph"), data, canvasOptions());
  drawing.network.on("click", ({ pointer }) => chooseAt(pointer.DOM));
  drawing.network.on("hoverNode", ({ node }) => hover({ entity: node }));
  drawing.network.on("hoverEdge", ({ edge }) => typeof edge === "number" && hover({ statement: edge }));
  drawing.network.on("blurNode", () => hover({}));
  drawing.network.on("blurEdge", () => hover({}));
  drawing.network.on("beforeDrawing", raiseProminent);
  drawing.network.on("afterDrawing", drawLabels);
  drawing.network.on("zoom", swell);
  drawing.network.on("animationFinished", swell);
  byId("graph").querySelector(".vis-network").tabIndex = 0; // in its turn, where vis-network would go first
  fit(false);
}

/** Of dots that touch, let the more prominent one lie on top; vis-network draws them in this order. */
function raiseProminent() {
  const { body } = drawing.network;
  if (drawing.raised === body.nodeIndices) return;
  body.nodeIndices.sort((a, b) => prominence(a) - prominence(b));
  drawing.raised = body.nodeIndices;
}

/** Where an entity stands; on an upright screen the picture lies on its side. */
function placeOf(place) {
  const { x, y } = graph.nodes[place];
  const turned = drawing.isUpright ? { x: y, y: x } : { x, y };
  return { x: turned.x * drawing.stretch.x, y: turned.y * drawing.stretch.y };
}

/** How far to draw the picture out to fill the canvas; it is never pressed together, so no dots come closer. */
function stretch() {
  const { across, down } = scalesFor(graph.nodes.map((_, place) => placeOf(place)));
  const within = (ratio) => Math.min(Math.max(ratio, 1), MOST_STRETCH);
  return { x: within(across / down), y: within(down / across) };
}

/** The size of an entity's dot in the picture. */
const sizeOf = (place) => graph.nodes[place].size * drawing.boost * (BULK[graph.nodes[place].shape] ?? 1);

/** Let dots grow against a picture that is drawn small, so that the smallest can still be seen. */
function swell() {
  const boost = boostAt(drawing.network.getScale());
  if (boost === drawing.boost) return;
  drawing.boost = boost;
  forgetLooks();
  paint();
}

const shownCount = () => Math.max(unseen.length - unseen.reduce((sum, each) => sum + each, 0), 1);

/** How far dots grow at a scale, in steps. */
function boostAt(scale) {
  const { clientWidth, clientHeight } = byId("graph");
  if (!graph.nodes.length) return 1;
  const smallest = graph.nodes.reduce((least, { size }) => Math.min(least, size), Infinity);
  const least = Math.min(LEAST, CROWDED * Math.sqrt((clientWidth * clientHeight) / shownCount()));
  const wanted = Math.max(1, least / (smallest * scale));
  return STEP ** Math.ceil(Math.log(wanted) / Math.log(STEP));
}

const isLarge = () => graph.edges.length > MANY_STATEMENTS;

function canvasOptions() {
  return {
    physics: false,
    layout: { improvedLayout: false },
    nodes: { chosen: false, borderWidthSelected: 2 },
    edges: {
      chosen: false,
      arrows: { to: { enabled: false, scaleFactor: 0.45 } },
      selectionWidth: 0,
      hoverWidth: 0,
      selfReference: { size: 18 },
    },
    interaction: {
      hover: true,
      hideEdgesOnDrag: isLarge(),
      hideEdgesOnZoom: isLarge(),
      selectConnectedEdges: false,
      tooltipDelay: 1e9,
      keyboard: { enabled: true, bindToWindow: false },
    },
  };
}

/** Choose what stands at a point of the canvas: a label counts as its dot; bare ground clears. */
function chooseAt(point) {
  const node = drawing.network.getNodeAt(point) ?? labelAt(point);
  const edge = drawing.network.getEdgeAt(point);
  if (node !== undefined && isFolded(node)) unfold(node);
  else if (node !== undefined) choose({ entity: node });
  else if (typeof edge === "number") choose({ statement: edge });
  else choose({});
}

function hover({ entity = null, statement = null }) {
  byId("graph").classList.toggle("pointing", entity !== null || statement !== null);
  Object.assign(view, { hoveredEntity: entity, hoveredStatement: statement });
  paint();
}

/** Bring dots and lines into line with the view; what has not changed is left alone. */
function paint() {
  const focus = emphasis();
  draw(drawing.nodes, changed(drawing.nodeLooks, (place) => dotLook(place, focus), dot));
  draw(drawing.edges, changed(drawing.edgeLooks, (number) => lineLook(number, focus), line));
  drawing.network?.body.emitter.emit("_requestRedraw");
}

/** What is drawn at first: of a folded picture only what is not hidden. */
function first(looks, isOut, made) {
  const shown = [];
  for (let at = 0; at < looks.length; at += 1) {
    looks[at] = isOut(at) ? GONE : 0;
    if (!looks[at] || !isFolding) shown.push(made(at, looks[at]));
  }
  return shown;
}

/** Hand changed items to vis-network; of a folded picture it never holds those that are hidden. */
function draw(items, fresh) {
  if (!isFolding) return items.update(fresh);
  items.remove(fresh.filter(({ hidden }) => hidden).map(({ id }) => id));
  return items.update(fresh.filter(({ hidden }) => !hidden));
}

/** Draw all anew at the next `paint`, because theme or scale has changed. */
function forgetLooks() {
  drawing.nodeLooks.fill(-1);
  drawing.edgeLooks.fill(-1);
}

/** The items whose look, a number, is another than before. */
function changed(looks, lookOf, made) {
  const items = [];
  looks.forEach((before, at) => {
    const now = lookOf(at);
    if (now === before) return;
    looks[at] = now;
    items.push(made(at, now));
  });
  return items;
}

const CHOSEN = 1;
const POINTED = 2;
const FAINT = 4;
const GONE = 8;
const MARKED = 16;
const STRONG = 32;
const FOLDED = 64;

function dotLook(place, focus) {
  return (
    (view.entity === place ? CHOSEN : 0) |
    (view.hoveredEntity === place ? POINTED : 0) |
    (focus !== null && !focus.entities.has(place) ? FAINT : 0) |
    (isHidden(place) ? GONE : 0) |
    (view.marked.has(place) ? MARKED : 0) |
    (isFolded(place) ? FOLDED : 0)
  );
}

/** A dot as vis-network takes it; where it stands is said once, so that it stays where it is put. */
function dot(place, look) {
  const { shape, color } = graph.nodes[place];
  const fill = toned(color);
  const edge =
    look & CHOSEN ? palette.ink : look & MARKED ? palette.accent : look & POINTED ? palette.muted : palette.paper;
  return {
    id: place,
    ...(drawing.nodes?.get(place) ? {} : placeOf(place)),
    size: sizeOf(place),
    ...(shape === "ellipse" ? { shape: "custom", ctxRenderer: ellipse } : { shape }),
    borderWidth: look & FOLDED ? 5 : look & (CHOSEN | MARKED) ? 3 : 2,
    opacity: look & FAINT ? 0.14 : 1,
    hidden: (look & GONE) !== 0,
    color: { background: fill, border: edge, highlight: fill, hover: fill },
  };
}

/** An ellipse that takes its size from its statements, as the other shapes do. */
function ellipse({ ctx, id, x, y }) {
  const size = sizeOf(id);
  const { color } = graph.nodes[id];
  const { borderWidth, opacity, color: colours } = drawing.nodes.get(id);
  const [wide, high] = [size * 1.35, size * 0.88];
  return {
    drawNode() {
      ctx.save();
      ctx.globalAlpha = opacity;
      ctx.beginPath();
      ctx.ellipse(x, y, wide, high, 0, 0, 2 * Math.PI);
      ctx.fillStyle = toned(color);
      ctx.fill();
      ctx.lineWidth = borderWidth;
      ctx.strokeStyle = colours.border;
      ctx.stroke();
      ctx.restore();
    },
    nodeDimensions: { width: 2 * wide, height: 2 * high },
  };
}

function lineLook(number, focus) {
  return (
    (isStrongLine(number, focus) ? STRONG : 0) |
    (focus !== null && !focus.statements.has(number) ? FAINT : 0) |
    (isHiddenStatement(number) ? GONE : 0)
  );
}

function line(number, look) {
  const { from, to, bend, dashes } = graph.edges[number];
  const strong = dashes ? palette.figure : palette.accent;
  return {
    id: number,
    from,
    to,
    smooth: bend
      ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) }
      : false,
    dashes: dashes ? [5, 4] : false,
    width: (look & STRONG ? 2 : 1) * drawing.boost,
    arrows: { to: { enabled: look & STRONG ? true : drawing.boost < DUSTY && graph.edges.length <= MOST_ARROWS } },
    hidden: (look & GONE) !== 0,
    color: {
      color: look & STRONG ? strong : palette.edge,
      opacity: look & STRONG ? 1 : look & FAINT ? 0.12 : isLarge() ? 0.7 : 1,
      inherit: false,
    },
  };
}

function isStrongLine(number, focus) {
  const { subject, object } = graph.statements[number];
  const isHovered =
    view.hoveredStatement === number || view.hoveredEntity === subject || view.hoveredEntity === object;
  return isHovered || (focus !== null && focus.statements.has(number));
}

const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 350 });

const MARGIN = { x: 76, y: 44 };

/** Show all that is not hidden, with room around it for labels, which do not shrink. */
function fit(isMoving = true) {
  look(fitting(), isMoving);
}

function look({ position, scale }, isMoving = true) {
  drawing.network.moveTo({ position, scale, animation: isMoving ? motion() : false });
  swell();
}

/** The middle and the scale at which all of these that are not hidden are in sight. */
function fitting(places = graph.nodes.map((_, place) => place)) {
  const shown = places.filter((place) => !isHidden(place)).map(whereabouts);
  if (!shown.length) return { position: { x: 0, y: 0 }, scale: 1 };
  const { across, down, position } = scalesFor(shown);
  return { position, scale: Math.min(across, down, 1.25) };
}

/** Where an entity stands now, or will once it is drawn. */
const whereabouts = (place) => drawing.network?.body.nodes[place] ?? placeOf(place);

/** The middle of some points, and the scales at which they fill the canvas across and down. */
function scalesFor(points) {
  const [left, right] = extent(points.map(({ x }) => x));
  const [top, bottom] = extent(points.map(({ y }) => y));
  const { clientWidth, clientHeight } = byId("graph");
  return {
    position: { x: (left + right) / 2, y: (top + bottom) / 2 },
    across: (clientWidth - 2 * Math.min(MARGIN.x, clientWidth / 8)) / Math.max(right - left, 1),
    down: Math.max(clientHeight - 2 * MARGIN.y, 80) / Math.max(bottom - top, 1),
  };
}

const extent = (values) =>
  values.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);

function zoom(factor) {
  drawing.network.moveTo({ scale: drawing.network.getScale() * factor, animation: motion() });
  swell();
}

const LEGIBLE = 0.75;

/** Move to these entities where one of them is out of sight or drawn too small. */
function bringIntoSight(entities) {
  const places = [...entities].map(whereabouts);
  const sheet = isNarrow() ? byId("panel").offsetHeight : 0;
  const scale = drawing.network.getScale();
  if (scale >= LEGIBLE && places.every((place) => isInSight(place, sheet))) return;
  const middle = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  drawing.network.moveTo({
    position: { x: middle(places.map(({ x }) => x)), y: middle(places.map(({ y }) => y)) },
    scale: Math.max(scale, LEGIBLE),
    offset: { x: 0, y: -sheet / 2 },
    animation: motion(),
  });
  swell();
}

/** Whether a point of the picture is clear of the canvas's edges and of the sheet that covers it from below. */
function isInSight(point, sheet) {
  const { x, y } = drawing.network.canvasToDOM(point);
  const { clientWidth, clientHeight } = byId("graph");
  return x > 40 && y > 40 && x < clientWidth - 40 && y < clientHeight - sheet - 40;
}
