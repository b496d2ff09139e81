// What the parts do together: choosing, language, theme, and the start.

/** Choose an entity or a statement, or neither. `isSought` brings it into sight. */
function choose({ entity = null, statement = null, isSought = false }) {
  if (entity !== null) reveal(entity);
  Object.assign(view, { entity, statement, matches: null });
  document.body.classList.toggle("reading", entity !== null || statement !== null);
  drawLegend();
  drawPanel();
  paint();
  remember();
  if (!isSought) return;
  byId("panel").focus({ preventScroll: true });
  bringIntoSight(entity === null ? along(statement).entities : [entity]);
}

/** See to it that an entity that is chosen is shown. */
function reveal(place) {
  if (!isHidden(place)) return;
  view.hidden.delete(graph.entities[place].type);
  view.removed.delete(place);
  view.only?.add(place);
  if (isFoldedAway(place)) opened.add(standsFor[place]);
  recount();
  if (isHidden(place)) closeTime();
  drawShowing();
  drawBundles();
}

/** Keep language and choice in the address, so that it can be passed on. */
function remember() {
  if (location.protocol === "about:") return; // in a notebook's frame, which has no address
  const words = new URLSearchParams({ lang: ["zh", "en"][tongue.index] });
  if (view.entity !== null) words.set("entity", graph.entities[view.entity].id);
  history.replaceState(null, "", `#${words}`);
}

function setLanguage(index) {
  tongue.index = index;
  document.documentElement.lang = languageTag();
  byId("query").placeholder = word("search");
  byId("query").setAttribute("aria-label", word("searchIn"));
  byId("results").setAttribute("aria-label", word("results"));
  byId("graph").setAttribute("aria-label", word("graph"));
  byId("language").textContent = word("otherLanguage");
  byId("language").lang = ["en", "zh-CN"][index];
  name(byId("contents"), word("contents"), "☰");
  drawTheme();
  drawTools();
  drawTime();
  drawShowing();
  drawZoom();
  drawLegend();
  drawPanel();
  drawTable();
  paint();
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  readPalette();
  forgetLooks();
  drawTheme();
  drawLegend();
  drawPanel();
  drawTable();
  paint();
}

function drawTheme() {
  name(byId("theme"), word(palette.isDark ? "toLight" : "toDark"), palette.isDark ? "☀" : "☾");
}

/** Give a button that shows only a sign its name. */
function name(button, words, sign) {
  button.textContent = sign;
  button.title = words;
  button.setAttribute("aria-label", words);
}

function drawZoom() {
  const buttons = [
    ["+", "zoomIn", () => zoom(1.35)],
    ["−", "zoomOut", () => zoom(1 / 1.35)],
    ["⤢", "fit", () => fit()],
  ];
  byId("zoom").replaceChildren(
    ...buttons.map(([sign, key, onclick]) =>
      element("button", { type: "button", "aria-label": word(key), title: word(key), onclick }, sign),
    ),
  );
}

async function start() {
  await openLibrary();
  const asked = new URLSearchParams(location.hash.slice(1));
  const isChinese = (asked.get("lang") ?? navigator.language ?? "en").toLowerCase().startsWith("zh");
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  tongue.index = isChinese ? 0 : 1;
  document.title = graph.title;
  byId("title").textContent = graph.title;
  document.documentElement.dataset.theme = prefersDark.matches ? "dark" : "light";
  readPalette();
  recount();
  openCanvas();
  openSearch();
  openTable();
  openTools();
  setLanguage(tongue.index);
  byId("language").addEventListener("click", () => {
    setLanguage(1 - tongue.index);
    remember();
  });
  const follow = ({ matches }) => setTheme(matches ? "dark" : "light");
  byId("theme").addEventListener("click", () => {
    prefersDark.removeEventListener("change", follow);
    setTheme(palette.isDark ? "light" : "dark");
  });
  byId("contents").addEventListener("click", () => document.body.classList.toggle("reading"));
  prefersDark.addEventListener("change", follow);
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (key === "Escape" && target !== byId("query")) closePanel();
    if (key === "/" && !/^(INPUT|SELECT)$/.test(target.tagName)) {
      event.preventDefault();
      byId("query").focus();
    }
  });
  if (!graph.entities.length) showEmpty();
  const place = graph.entities.findIndex(({ id }) => id === asked.get("entity"));
  if (place >= 0) choose({ entity: place, isSought: true });
  else if (comparedMetric() >= 0) choose({ entity: comparedMetric() });
  document.documentElement.dataset.ready = "";
  // For the browser's console, and for tests.
  window.bankgraph = { network: drawing.network, graph, view, sizeOf, written, sought, isHidden };
}

function showEmpty() {
  byId("empty").append(...NOTHING.map((words) => element("span", {}, words)));
  byId("empty").hidden = false;
  document.body.classList.add("empty");
}

start().catch((problem) => {
  byId("empty").textContent = String(problem);
  byId("empty").hidden = false;
  throw problem;
});
