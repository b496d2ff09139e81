// The classes in the picture: what their shapes mean, how many there are, and a switch for each.

function drawLegend() {
  const counts = graph.classes.map(() => 0);
  for (const { type } of graph.entities) counts[type] += 1;
  const types = graph.classes.map((_, type) => type).sort((a, b) => counts[b] - counts[a] || a - b);
  byId("legend").setAttribute("aria-label", word("legend"));
  byId("legend").replaceChildren(
    element("h2", { title: word("hideOthers") }, word("legend")),
    element("ul", {}, ...types.map((type) => element("li", {}, legendButton(type, counts[type])))),
  );
}

function legendButton(type, count) {
  const attributes = {
    type: "button",
    class: "class",
    "data-class": type,
    "aria-pressed": String(!view.hidden.has(type)),
    onclick: () => toggleClass(type),
  };
  const name = element("span", { class: "name" }, spoken(graph.classes[type].name));
  return element(
    "button",
    attributes,
    symbol(graph.classes[type]),
    name,
    element("span", { class: "count" }, String(count)),
  );
}

function toggleClass(type) {
  if (!view.hidden.delete(type)) view.hidden.add(type);
  filtered();
  byId("legend").querySelector(`[data-class="${type}"]`).focus();
}
