"""The SQL by which `difference` compares; `stored` is what a store holds, `work` what is to be done."""

from .steps import Action

CLEAR = "DROP TABLE IF EXISTS stored; DROP TABLE IF EXISTS touched; DROP TABLE IF EXISTS work;"

TABLES = """
CREATE TEMP TABLE stored (element INTEGER NOT NULL, id TEXT NOT NULL, kind INTEGER NOT NULL, start TEXT,
    end TEXT, start_root INTEGER, end_root INTEGER, hash TEXT, copies INTEGER NOT NULL DEFAULT 1);
CREATE UNIQUE INDEX temp.stored_id ON stored (element, id);
CREATE TEMP TABLE touched (element INTEGER NOT NULL, id TEXT NOT NULL);
CREATE TEMP TABLE work (action INTEGER NOT NULL, kind INTEGER NOT NULL, start_root INTEGER, end_root INTEGER,
    before INTEGER, row INTEGER NOT NULL);
"""
"""`before` is the kind of a stored node; `row` the rowid in the element's table, in `stored` for removals."""

STORE_NODE = """
INSERT INTO stored (element, id, kind, start_root, hash) VALUES (0, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET hash = NULL"""

STORE_RELATIONSHIP = """
INSERT INTO stored (element, id, kind, start, end, start_root, end_root, hash) VALUES (1, ?1, ?2, ?3, ?4,
    (SELECT start_root FROM stored WHERE element = 0 AND id = ?3),
    (SELECT start_root FROM stored WHERE element = 0 AND id = ?4), ?5)
ON CONFLICT DO UPDATE SET hash = NULL, copies = copies + 1"""

TOUCHED = "INSERT INTO touched SELECT DISTINCT element, id FROM past WHERE state >= ?1"

RECALLED = """
INSERT INTO stored SELECT element, id, kind, start, end, start_root, end_root, hash, 1
FROM (SELECT *, min(rowid) FROM past WHERE state >= ?1 GROUP BY element, id) WHERE hash IS NOT NULL"""
"""Of all that an element was since that state, the oldest: SQLite takes the row that has the minimum."""

COUNT_STORED = "SELECT count(*) FROM stored WHERE hash IS NOT NULL"

_SAME = "s.element = 1 AND s.id = r.id AND s.kind = r.kind AND s.start = r.start AND s.end = r.end"

WORK = {
    Action.ADD_NODES: """
        SELECT ?, n.kind, NULL, NULL, NULL, n.rowid FROM {nodes}
        WHERE NOT EXISTS (SELECT 1 FROM stored s WHERE s.element = 0 AND s.id = n.id)""",
    Action.SET_NODES: """
        SELECT ?, n.kind, NULL, NULL, s.kind, n.rowid FROM stored s JOIN node n ON n.id = s.id
        WHERE s.element = 0 AND (s.hash IS NOT n.hash OR s.kind != n.kind)""",
    Action.ADD_RELATIONSHIPS: f"""
        SELECT ?, r.kind, r.start_root, r.end_root, NULL, r.rowid FROM {{relationships}}
        WHERE NOT EXISTS (SELECT 1 FROM stored s WHERE {_SAME})""",
    Action.SET_RELATIONSHIPS: f"""
        SELECT ?, r.kind, r.start_root, r.end_root, NULL, r.rowid FROM stored s JOIN relationship r ON {_SAME}
        WHERE s.hash IS NOT r.hash""",
    Action.REMOVE_COPIES: """
        SELECT ?, s.kind, s.start_root, s.end_root, NULL, s.rowid FROM stored s
        WHERE s.element = 1 AND s.copies > 1""",
    Action.REMOVE_RELATIONSHIPS: f"""
        SELECT ?, s.kind, s.start_root, s.end_root, NULL, s.rowid FROM stored s
        WHERE s.element = 1 AND s.start_root IS NOT NULL AND s.end_root IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM relationship r WHERE {_SAME})""",
    Action.REMOVE_NODES: """
        SELECT ?, s.kind, NULL, NULL, NULL, s.rowid FROM stored s WHERE s.element = 0 AND s.hash IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM node n WHERE n.id = s.id)""",
}
"""Finds the rows of `work` for each action, among the elements that `ALL` or `AMONG_TOUCHED` name."""

ALL = {"nodes": "node n", "relationships": "relationship r"}
AMONG_TOUCHED = {
    "nodes": "touched t JOIN node n ON t.element = 0 AND n.id = t.id",
    "relationships": "touched t JOIN relationship r ON t.element = 1 AND r.id = t.id",
}

INDEX = "CREATE INDEX temp.work_shape ON work (action, start_root, end_root, before, kind)"
SIZES = "SELECT action, count(*) FROM work GROUP BY action"
RELABELS = "SELECT 1 FROM work WHERE before != kind"
GROUPS = """
SELECT action, start_root, end_root, before, kind, count(*) FROM work GROUP BY 1, 2, 3, 4, 5
ORDER BY 1, 5, 2, 3, 4"""

_GROUP = "WHERE w.action = ?1 AND w.start_root IS ?2 AND w.end_root IS ?3 AND w.before IS ?4 AND w.kind = ?5"
_NODES = f"SELECT e.id, '', '', e.properties FROM work w JOIN node e ON e.rowid = w.row {_GROUP}"
_RELATIONSHIPS = (
    f"SELECT e.id, e.start, e.end, e.properties FROM work w JOIN relationship e ON e.rowid = w.row {_GROUP}"
)
_REMOVED = (
    "SELECT e.id, coalesce(e.start, ''), coalesce(e.end, ''), '' FROM work w "
    f"JOIN stored e ON e.rowid = w.row {_GROUP}"
)
ROWS = dict.fromkeys(Action, _REMOVED) | {
    Action.ADD_NODES: _NODES,
    Action.SET_NODES: _NODES,
    Action.ADD_RELATIONSHIPS: _RELATIONSHIPS,
    Action.SET_RELATIONSHIPS: _RELATIONSHIPS,
}
"""Finds the rows of a group, as `steps.Row` has them but for the names."""
