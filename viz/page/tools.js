// The menu of what is needed now and then: movement, time, files, print.

function openTools() {
  openPrinting();
  document.addEventListener("click", ({ target }) => {
    if (!byId("tools").contains(target)) byId("tools").open = false;
  });
  byId("tools").addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    byId("tools").open = false;
    byId("tools").firstElementChild.focus();
  });
}

function drawTools() {
  const [summary, menu] = byId("tools").children;
  name(summary, word("tools"), "⋯");
  const items = [
    ["physics", togglePhysics, drawing.isMoving],
    isTimed() ? ["time", toggleTime, view.time !== null] : null,
    ["savePng", savePng],
    ["saveSvg", saveSvg],
    ["print", () => print()],
  ].filter(Boolean);
  menu.replaceChildren(...items.map(([key, act, isOn]) => tool(key, act, isOn)));
}

/** An entry of the menu; one that is switched on and off says which it is. */
function tool(key, act, isOn) {
  const pressed = isOn === undefined ? {} : { "aria-pressed": String(isOn) };
  const attributes = { type: "button", "data-tool": key, ...pressed };
  attributes.onclick = () => {
    byId("tools").open = false;
    act();
    drawTools();
  };
  return element("button", attributes, isOn === undefined ? "" : isOn ? "☑ " : "☐ ", word(key));
}

/** Let springs and forces move the dots, from where they stand; or stop them there. */
function togglePhysics() {
  drawing.isMoving = !drawing.isMoving;
  drawing.network.setOptions({
    physics: drawing.isMoving && {
      enabled: true,
      solver: "barnesHut",
      barnesHut: { gravitationalConstant: -9000, springLength: 150, damping: 0.35, avoidOverlap: 0.2 },
      stabilization: false,
    },
  });
}

function toggleTime() {
  if (view.time === null) return openTime();
  closeTime();
  return filtered();
}
