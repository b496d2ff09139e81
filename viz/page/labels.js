// Labels keep their size on the screen, and where two would touch, the more prominent one is shown.

const FONT =
  'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
const LINE_HEIGHT = 1.28;
const CELL = 160;
const ODDNESS = 6; // what each next place for a name costs, in prominence of dots that it would rather cover
const CROWD = 700; // so many dots in sight leave no ground for names, which then cover what they must
const NAMES_OF_CROWD = 90;
const ALONG = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.26, 0.74];

const written = [];
const prominence = (place) => graph.nodes[place].prominence;
const order = graph.nodes.map((_, place) => place).sort((a, b) => prominence(b) - prominence(a) || a - b);
const landmarks = new Set(order.slice(0, Math.ceil(order.length / 20)));

/** Draw the labels of dots, and of the lines that stand out, over what vis-network has drawn. */
function drawLabels(ctx) {
  const focus = emphasis();
  const taken = new Map();
  const ground = new Map();
  for (const id of ["zoom", "time", "showing"]) take(groundOf(byId(id)), taken);
  written.length = 0;
  ctx.save();
  const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  const named = [...new Set([view.entity, view.hoveredEntity, ...namedInSight(focus)])].filter(
    (place) => place !== null,
  );
  named.forEach((place) => take(dotBox(place), isLandmark(place) ? taken : ground));
  named.forEach((place) => drawDotLabel(ctx, place, taken, ground));
  named.forEach((place) => take(dotBox(place), taken));
  linesWithLabel(focus).forEach((number) => drawLineLabel(ctx, number, taken));
  ctx.restore();
}

/** Whether a reader finds the way by this name. */
const isLandmark = (place) => landmarks.has(place) || place === view.entity || place === view.hoveredEntity;

const isNamed = (place, focus) =>
  !isHidden(place) && (focus === null || focus.entities.has(place) || place === view.hoveredEntity);

/** Who may be named, the most prominent first: of very many in sight only those, and others when one zooms in. */
function namedInSight(focus) {
  const { clientWidth, clientHeight } = byId("graph");
  const found = [];
  for (const place of order) {
    if (!isNamed(place, focus)) continue;
    const { x, y } = onScreen(place);
    if (x < -100 || y < -60 || x > clientWidth + 100 || y > clientHeight + 60) continue;
    found.push(place);
    if (found.length > CROWD) break;
  }
  return found.length > CROWD ? found.slice(0, NAMES_OF_CROWD) : found;
}

/** Write a name where it covers no other and no dot; a landmark may cover lesser dots, as few as can be. */
function drawDotLabel(ctx, place, taken, ground) {
  const { x, y, radius } = onScreen(place);
  const isChosen = place === view.entity || place === view.hoveredEntity;
  const block = measured(
    ctx,
    nameOnCanvas(place),
    isLandmark(place) ? 13 : 12,
    isLandmark(place) ? 600 : 450,
  );
  const spots = placesAround(x, y, radius, block);
  const free = spots
    .map((box, rank) => ({ box, covered: weightUnder(box, ground), oddness: ODDNESS * rank }))
    .filter(({ covered }) => isLandmark(place) || covered === 0)
    .filter(({ box }) => isWithin(box, ctx.canvas) && isFree(box, taken))
    .sort((a, b) => a.covered + a.oddness - b.covered - b.oddness);
  const spot = free[0]?.box ?? (isChosen ? spots[0] : null);
  if (!spot) return;
  take(spot, taken);
  written.push({ place, box: spot, lines: block.lines });
  write(ctx, block, spot, palette.ink);
}

/** A folded community says how many it stands for besides. */
function nameOnCanvas(place) {
  const { labels } = graph.nodes[place];
  return isFolded(place) ? labels.map((name) => `${name}\n+${followers.get(place)}`) : labels;
}

/** Lines whose label is shown: those pointed at or chosen, and all of a small picture. */
function linesWithLabel(focus) {
  if (view.hoveredStatement !== null) return [view.hoveredStatement];
  if (focus !== null && focus.statements.size <= GLANCE) return [...focus.statements];
  const isSmall = focus === null && graph.statements.length <= GLANCE;
  return isSmall ? graph.statements.map((_, number) => number) : [];
}

function drawLineLabel(ctx, number, taken) {
  if (isHiddenStatement(number)) return;
  const edge = drawing.network.body.edges[number];
  if (!edge?.edgeType || !edge.connected) return;
  const block = measured(ctx, graph.edges[number].labels, 11, 450);
  const isPointedAt = view.hoveredStatement === number || view.statement === number;
  const along = ALONG.map((share) => centred(edge.edgeType.getPoint(share), block));
  const boxes = isPointedAt ? [...along, ...besides(along[0])] : along;
  const box = boxes.find((each) => isFree(each, taken)) ?? (isPointedAt ? boxes[0] : null);
  if (!box) return;
  take(box, taken);
  write(ctx, block, box, graph.edges[number].dashes ? palette.figure : palette.muted);
}

function centred(point, block) {
  const { x, y } = drawing.network.canvasToDOM(point);
  const [width, height] = [block.width, block.height - 7];
  return { left: x - width / 2, top: y - height / 2, width, height };
}

/** Around a place that is taken, nearest first. */
function besides({ left, top, width, height }) {
  const steps = [1, 2, 3].flatMap((step) => [
    [0, step],
    [0, -step],
    [step, 0],
    [-step, 0],
  ]);
  return steps.map(([x, y]) => ({
    left: left + x * (width / 2 + 8),
    top: top + y * (height / 2 + 8),
    width,
    height,
  }));
}

/** The ground that something over the canvas covers. */
const groundOf = ({ offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height }) => ({
  ...{ left, top, width, height },
});

function dotBox(place) {
  const { x, y, radius } = onScreen(place);
  return { place, left: x - radius, top: y - radius, width: 2 * radius, height: 2 * radius };
}

function onScreen(place) {
  const { scale, translation } = drawing.network.body.view;
  const { x, y } = whereabouts(place);
  return { x: x * scale + translation.x, y: y * scale + translation.y, radius: sizeOf(place) * scale };
}

function measured(ctx, labels, size, weight) {
  const lines = say(labels).split("\n");
  const font = `${weight} ${size}px ${FONT}`;
  ctx.font = font;
  const width = Math.max(...lines.map((content) => ctx.measureText(content).width));
  return {
    lines,
    font,
    width: width + 6,
    height: lines.length * size * LINE_HEIGHT + 4,
    step: size * LINE_HEIGHT,
  };
}

/** Below the dot, above it, to its right, to its left, then in between and aslant: the plainest first. */
function placesAround(x, y, radius, { width, height }) {
  const gap = radius + 2;
  const [right, left, below, above] = [x + gap, x - gap - width, y + gap, y - gap - height];
  const corners = [
    ...[below, above].map((top) => [x - width / 2, top]),
    ...[right, left].map((side) => [side, y - height / 2]),
    ...[0.2, 0.8].flatMap((share) => [right, left].map((side) => [side, y - height * share])),
    ...[0.25, 0.75, 0, 1].flatMap((share) => [below, above].map((top) => [x - width * share, top])),
    ...[below, above].flatMap((top) => [right, left].map((side) => [side, top])),
  ];
  return corners.map(([left, top]) => ({ left, top, width, height }));
}

function write(ctx, { lines, font, step }, box, colour) {
  ctx.font = font;
  ctx.strokeStyle = palette.paper;
  ctx.lineWidth = 4;
  ctx.fillStyle = colour;
  lines.forEach((content, index) => {
    const y = box.top + (box.height - lines.length * step) / 2 + index * step + 1;
    const x = box.left + box.width / 2;
    ctx.strokeText(content, x, y);
    ctx.fillText(content, x, y);
  });
}

const isWithin = ({ left, top, width, height }, { clientWidth, clientHeight }) =>
  left > 2 && top > 2 && left + width < clientWidth - 2 && top + height < clientHeight - 2;

const overlap = (a, b) =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height;

function* cells({ left, top, width, height }) {
  for (let column = Math.floor(left / CELL); column <= Math.floor((left + width) / CELL); column += 1) {
    for (let row = Math.floor(top / CELL); row <= Math.floor((top + height) / CELL); row += 1)
      yield `${column},${row}`;
  }
}

/** The boxes that a box overlaps; one that reaches over several cells is still one. */
const overlapped = (box, taken) =>
  new Set([...cells(box)].flatMap((cell) => (taken.get(cell) ?? []).filter((other) => overlap(box, other))));

const isFree = (box, taken) => overlapped(box, taken).size === 0;

/** How prominent the dots are, taken together, that a box would cover. */
const weightUnder = (box, ground) =>
  [...overlapped(box, ground)].reduce((sum, { place }) => sum + prominence(place), 0);

function take(box, taken) {
  for (const cell of cells(box)) taken.set(cell, [...(taken.get(cell) ?? []), box]);
}

/** The entity whose label stands at a point of the canvas, or undefined. */
const labelAt = ({ x, y }) =>
  written.find(({ box }) => overlap(box, { left: x, top: y, width: 1, height: 1 }))?.place;
