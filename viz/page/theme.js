// Colours: the theme's, from the style sheet, and the classes', toned to it.

const palette = {};

function readPalette() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["paper", "ink", "muted", "edge", "accent", "figure"]) {
    palette[name] = style.getPropertyValue(`--${name}`).trim();
  }
  palette.isDark = document.documentElement.dataset.theme === "dark";
}

const channels = (colour) => [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16) || 0);

/** A colour on the way from one #rrggbb to another; `share` of it is the second. */
function mixed(one, other, share) {
  const [a, b] = [channels(one), channels(other)];
  return `rgb(${a.map((value, i) => Math.round(value + (b[i] - value) * share)).join(",")})`;
}

/** A class's colour: lighter on dark ground. */
const toned = (colour) => mixed(colour, "#ffffff", palette.isDark ? 0.22 : 0);
