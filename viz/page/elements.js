// Elements are made here and nowhere else, and text enters them as text only.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes; children are elements, or text; empty ones are left out. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== "" && child !== null && child !== undefined));
  return made;
}

const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Text from the graph: it keeps its own direction and turns neither itself nor its surroundings. */
const text = (content, attributes = {}) => element("bdi", attributes, content.replace(UNSEEN, ""));

/** A pair's text in the page's language, marked with the language it is in. */
const spoken = (pair) => text(say(pair), { lang: pair[tongue.index] ? languageTag() : null });

/** Whether the panel is a sheet over the picture (page.css). */
const isNarrow = () => matchMedia("(max-width: 820px)").matches;

const byId = (id) => document.getElementById(id);

const OUTLINES = {
  diamond: "M8 1.5 14.5 8 8 14.5 1.5 8Z",
  square: "M2.5 2.5h11v11h-11Z",
  triangle: "M8 2 14.5 13.5h-13Z",
  triangleDown: "M8 14 1.5 2.5h13Z",
  hexagon: "M4.6 2h6.8L14.8 8l-3.4 6H4.6L1.2 8Z",
  star: "M8 1.2l2.1 4.5 4.9.6-3.6 3.4.9 4.8L8 12.1l-4.3 2.4.9-4.8L1 6.3l4.9-.6Z",
  ellipse: "M1 8a7 4.6 0 1 0 14 0a7 4.6 0 1 0-14 0Z",
  dot: "M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0Z",
};

/** The class's shape in its colour, as on the canvas. */
function symbol(type) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "symbol");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", OUTLINES[type.shape] || OUTLINES.dot);
  path.setAttribute("fill", toned(type.colour));
  svg.append(path);
  return svg;
}
