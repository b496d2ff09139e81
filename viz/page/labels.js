// Labels keep their size on the screen, and where two would touch, the better connected one is shown.

const FONT =
  'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
const LINE_HEIGHT = 1.28;
const CELL = 160;
const ALONG = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.26, 0.74];

const written = [];
const order = graph.nodes.map((_, place) => place).sort((a, b) => degree(b) - degree(a) || a - b);

/** Draw the labels of dots, and of the lines that stand out, over what vis-network has drawn. */
function drawLabels(ctx) {
  const focus = emphasis();
  const taken = new Map();
  written.length = 0;
  ctx.save();
  const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  const isFirst = (place) => place === view.entity || place === view.hoveredEntity;
  const named = order.filter((place) => isNamed(place, focus)).sort((a, b) => isFirst(b) - isFirst(a));
  for (const group of [named.filter(isLandmark), named.filter((place) => !isLandmark(place))]) {
    group.forEach((place) => take(dotBox(place), taken));
    group.forEach((place) => drawDotLabel(ctx, place, taken));
  }
  linesWithLabel(focus).forEach((number) => drawLineLabel(ctx, number, taken));
  ctx.restore();
}

/** Whether a name may cover lesser dots, because a reader finds the way by it. */
const isLandmark = (place) => degree(place) > 5 || place === view.entity || place === view.hoveredEntity;

const isNamed = (place, focus) =>
  !isHidden(place) && (focus === null || focus.entities.has(place) || place === view.hoveredEntity);

function drawDotLabel(ctx, place, taken) {
  const { x, y, radius } = onScreen(place);
  const { clientWidth, clientHeight } = ctx.canvas;
  if (x < -100 || y < -60 || x > clientWidth + 100 || y > clientHeight + 60) return;
  const isChosen = place === view.entity || place === view.hoveredEntity;
  const block = measured(
    ctx,
    graph.nodes[place].labels,
    isLandmark(place) ? 14 : 12.5,
    isLandmark(place) ? 600 : 450,
  );
  const spots = placesAround(x, y, radius, block);
  const spot =
    spots.find((box) => isWithin(box, ctx.canvas) && isFree(box, taken)) ?? (isChosen ? spots[0] : null);
  if (!spot) return;
  take(spot, taken);
  written.push({ place, box: spot });
  write(ctx, block, spot, palette.ink);
}

/** Lines whose label is shown: those pointed at or chosen, and all of a small picture. */
function linesWithLabel(focus) {
  if (view.hoveredStatement !== null) return [view.hoveredStatement];
  if (focus !== null && focus.statements.size <= GLANCE) return [...focus.statements];
  const isSmall = focus === null && graph.statements.length <= GLANCE;
  return isSmall ? graph.statements.map((_, number) => number) : [];
}

function drawLineLabel(ctx, number, taken) {
  if (isHiddenStatement(graph.statements[number])) return;
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
  const [width, height] = [block.width, block.height - 3];
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

function dotBox(place) {
  const { x, y, radius } = onScreen(place);
  return { left: x - radius, top: y - radius, width: 2 * radius, height: 2 * radius };
}

function onScreen(place) {
  const { x, y } = drawing.network.canvasToDOM(drawing.network.getPosition(place));
  return { x, y, radius: sizeOf(place) * drawing.network.getScale() };
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
    height: lines.length * size * LINE_HEIGHT,
    step: size * LINE_HEIGHT,
  };
}

/** Below the dot, above it, to its right, to its left, and aslant. */
function placesAround(x, y, radius, { width, height }) {
  const gap = radius + 4;
  const corners = [
    [x - width / 2, y + gap],
    [x - width / 2, y - gap - height],
    [x + gap, y - height / 2],
    [x - gap - width, y - height / 2],
    [x + gap * 0.7, y + gap * 0.7],
    [x - gap * 0.7 - width, y + gap * 0.7],
    [x + gap * 0.7, y - gap * 0.7 - height],
    [x - gap * 0.7 - width, y - gap * 0.7 - height],
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

const isFree = (box, taken) =>
  [...cells(box)].every((cell) => !(taken.get(cell) ?? []).some((other) => overlap(box, other)));

function take(box, taken) {
  for (const cell of cells(box)) taken.set(cell, [...(taken.get(cell) ?? []), box]);
}

/** The entity whose label stands at a point of the canvas, or undefined. */
const labelAt = ({ x, y }) =>
  written.find(({ box }) => overlap(box, { left: x, top: y, width: 1, height: 1 }))?.place;
