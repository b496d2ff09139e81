// The picture as it stands, as a file: PNG from the canvas, SVG drawn anew; and on paper.

function save(blob, ending) {
  const address = URL.createObjectURL(blob);
  const name = graph.title.replace(UNSEEN, "").replace(/[\\/:*?"<>|\s]+/g, "-").slice(0, 60) || "bankgraph";
  element("a", { href: address, download: `${name}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** The canvas with its ground, which is not part of it. */
function painted() {
  const canvas = byId("graph").querySelector("canvas");
  const copy = element("canvas", { width: canvas.width, height: canvas.height });
  const ctx = copy.getContext("2d");
  ctx.fillStyle = palette.paper;
  ctx.fillRect(0, 0, copy.width, copy.height);
  ctx.drawImage(canvas, 0, 0);
  return copy;
}

const savePng = () => painted().toBlob((blob) => save(blob, "png"), "image/png");

const saveSvg = () => save(new Blob([svgText()], { type: "image/svg+xml" }), "svg");

function svgElement(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** What is in sight, as SVG that stands alone. */
function svgText() {
  const { clientWidth: width, clientHeight: height } = byId("graph");
  const lines = graph.edges.map((_, number) => number).filter((number) => !isHiddenStatement(number));
  const dots = order.filter((place) => !isHidden(place)).reverse();
  const svg = svgElement(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, width, height, "font-family": FONT },
    svgElement("title", {}, graph.title.replace(UNSEEN, "")),
    svgElement("rect", { width, height, fill: palette.paper }),
    ...lines.map(svgLine),
    ...dots.map(svgDot),
    ...written.map(svgLabel),
  );
  return new XMLSerializer().serializeToString(svg);
}

function svgLine(number) {
  const { from, to, dashes, bend } = graph.edges[number];
  const [a, b] = [onScreen(from), onScreen(to)];
  const [x, y] = [(a.x + b.x) / 2 + (b.y - a.y) * bend, (a.y + b.y) / 2 - (b.x - a.x) * bend];
  return svgElement("path", {
    d: `M${shortened(a.x)} ${shortened(a.y)}Q${shortened(x)} ${shortened(y)} ${shortened(b.x)} ${shortened(b.y)}`,
    fill: "none",
    stroke: palette.edge,
    ...(dashes ? { "stroke-dasharray": "5 4" } : {}),
  });
}

const shortened = (number) => Math.round(number * 10) / 10;

function svgDot(place) {
  const { x, y, radius } = onScreen(place);
  const { shape, color } = graph.nodes[place];
  const scale = shortened(radius / 6.5);
  return svgElement("path", {
    d: OUTLINES[shape] || OUTLINES.dot,
    transform: `translate(${shortened(x - 8 * scale)} ${shortened(y - 8 * scale)}) scale(${scale})`,
    fill: toned(color),
    stroke: palette.paper,
    "stroke-width": shortened(1 / Math.max(scale, 0.1)),
  });
}

function svgLabel({ place, box }) {
  const size = isLandmark(place) ? 13 : 12;
  const lines = say(nameOnCanvas(place)).split("\n");
  const x = shortened(box.left + box.width / 2);
  const label = svgElement("text", {
    ...{ "text-anchor": "middle", "font-size": size, "font-weight": isLandmark(place) ? 600 : 450 },
    ...{ fill: palette.ink, stroke: palette.paper, "stroke-width": 3, "paint-order": "stroke" },
  });
  lines.forEach((content, at) => {
    const y = shortened(box.top + size + at * size * LINE_HEIGHT + 1);
    label.append(svgElement("tspan", { x, y }, content.replace(UNSEEN, "")));
  });
  return label;
}

/** Put a picture of the canvas on the page while it is printed. */
function openPrinting() {
  addEventListener("beforeprint", () => {
    byId("printed").src = painted().toDataURL("image/png");
    byId("printed").hidden = false;
  });
  addEventListener("afterprint", () => {
    byId("printed").hidden = true;
    byId("printed").removeAttribute("src");
  });
}
