// Every statement as a row: the picture for those who do not see it, and for those who like tables.

const ROWS = 1000; // more at once would take seconds

function openTable() {
  byId("statements").addEventListener("toggle", drawTable);
}

/** The rows are made when the table is first opened, and again when the language changes. */
function drawTable() {
  const [summary, scroll] = byId("statements").children;
  summary.replaceChildren(
    word("statements"),
    element("span", { class: "count" }, String(graph.statements.length)),
  );
  if (!byId("statements").open) return scroll.replaceChildren();
  const heads = ["subject", "relation", "object", "details", "sources"];
  return scroll.replaceChildren(
    element(
      "table",
      {},
      element(
        "thead",
        {},
        element("tr", {}, ...heads.map((key) => element("th", { scope: "col" }, word(key)))),
      ),
      element("tbody", {}, ...graph.statements.slice(0, ROWS).map(row)),
    ),
    moreRows(ROWS),
  );
}

/** A button that puts the next rows under those that are there; '' where none is left. */
function moreRows(from) {
  if (from >= graph.statements.length) return "";
  const button = element("button", { type: "button", class: "act more" }, word("moreRows"));
  button.addEventListener("click", () => {
    const rows = graph.statements.slice(from, from + ROWS).map((statement, at) => row(statement, from + at));
    byId("statements").querySelector("tbody").append(...rows);
    button.replaceWith(moreRows(from + ROWS));
    rows[0].querySelector("button").focus();
  });
  return button;
}

function row(statement, number) {
  const object = graph.entities[statement.object];
  const relation = {
    type: "button",
    class: "link",
    "data-statement": number,
    onclick: () => choose({ statement: number, isSought: true }),
  };
  const cells = [
    entityButton(statement.subject, false),
    element("button", relation, spoken(statement.predicate)),
    statement.figure
      ? element("div", {}, text(say(object.name)), ": ", element("strong", {}, spoken(statement.figure)))
      : entityButton(statement.object, false),
    facts(statement.details),
    element("div", {}, ...citations(statement)),
  ];
  return element("tr", {}, ...cells.map((cell) => element("td", {}, cell)));
}
