// The search box: a list of entities under it, and the same ones lit in the picture.

const MOST = 12;

function openSearch() {
  const query = byId("query");
  query.addEventListener("input", search);
  query.addEventListener("keydown", steer);
  query.addEventListener("focus", () => query.value && search());
  byId("search").addEventListener("focusout", ({ relatedTarget }) => {
    if (!byId("search").contains(relatedTarget)) closeResults();
  });
}

function search() {
  view.matches = sought(byId("query").value);
  if (view.matches !== null) Object.assign(view, { entity: null, statement: null });
  drawResults();
  byId("status").textContent = view.matches === null ? "" : `${word("results")}: ${view.matches.length}`;
  drawPanel();
  paint();
}

function drawResults() {
  const found = (view.matches ?? []).slice(0, MOST);
  const none =
    view.matches !== null && !found.length ? [element("li", { class: "none" }, word("noMatch"))] : [];
  byId("results").replaceChildren(...found.map(result), ...none);
  byId("results").hidden = view.matches === null;
  byId("query").setAttribute("aria-expanded", String(view.matches !== null));
  point(found.length ? 0 : -1);
}

function result(place, index) {
  const [name, other] = bothNames(graph.entities[place].name);
  const attributes = {
    role: "option",
    id: `result-${index}`,
    "data-entity": place,
    onpointerdown: (event) => event.preventDefault(),
    onclick: () => takeResult(place),
  };
  return element(
    "li",
    attributes,
    symbol(graph.classes[graph.entities[place].type]),
    text(name),
    other ? text(other, { class: "other" }) : "",
  );
}

function options() {
  return [...byId("results").querySelectorAll("[role=option]")];
}

/** Mark the result that Enter would take; -1 marks none. */
function point(index) {
  options().forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
  if (index < 0) byId("query").removeAttribute("aria-activedescendant");
  else byId("query").setAttribute("aria-activedescendant", `result-${index}`);
  options()[index]?.scrollIntoView({ block: "nearest" });
}

function steer(event) {
  const all = options();
  const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" && all.length) point((at + 1) % all.length);
  else if (event.key === "ArrowUp" && all.length) point((at - 1 + all.length) % all.length);
  else if (event.key === "Enter" && at >= 0) takeResult(Number(all[at].dataset.entity));
  else if (event.key === "Escape") clearSearch();
  else return;
  event.preventDefault();
}

function takeResult(place) {
  byId("query").value = "";
  view.matches = null;
  closeResults();
  choose({ entity: place, isSought: true });
}

function clearSearch() {
  byId("query").value = "";
  search();
}

function closeResults() {
  byId("results").hidden = true;
  byId("query").setAttribute("aria-expanded", "false");
}
