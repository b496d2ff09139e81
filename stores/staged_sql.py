"""The SQL of a staged graph's own tables; what they hold is described in `staged`."""

ELEMENTS = ("node", "relationship")
"""The tables of the elements; the index of one is what the column `element` holds."""

TABLES = """
CREATE TABLE kind (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, root INTEGER);
CREATE TABLE node (id TEXT NOT NULL, kind INTEGER NOT NULL, hash TEXT NOT NULL, properties TEXT NOT NULL);
CREATE TABLE relationship (id TEXT NOT NULL, kind INTEGER NOT NULL, start TEXT NOT NULL, end TEXT NOT NULL,
    start_root INTEGER, end_root INTEGER, hash TEXT NOT NULL, properties TEXT NOT NULL);
CREATE TABLE state (number INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL, holdings TEXT NOT NULL,
    counts TEXT NOT NULL);
CREATE TABLE past (state INTEGER NOT NULL, element INTEGER NOT NULL, id TEXT NOT NULL, kind INTEGER,
    start TEXT, end TEXT, start_root INTEGER, end_root INTEGER, hash TEXT);
CREATE UNIQUE INDEX node_id ON node (id);
CREATE UNIQUE INDEX relationship_id ON relationship (id);
CREATE INDEX past_state ON past (state);
CREATE INDEX dangling ON relationship (id) WHERE start_root IS NULL OR end_root IS NULL;
"""

_ROOT = "(SELECT root FROM node JOIN kind ON key = node.kind WHERE id = {})"
INSERT = (
    "INSERT INTO node VALUES (?, ?, ?, ?)",
    f"INSERT INTO relationship VALUES (?1, ?2, ?3, ?4, {_ROOT.format('?3')}, {_ROOT.format('?4')}, ?5, ?6)",
)

REMEMBER = (
    "INSERT INTO past SELECT ?, 0, id, kind, NULL, NULL, NULL, NULL, hash FROM node WHERE id = ?",
    """INSERT INTO past SELECT ?, 1, id, kind, start, end, start_root, end_root, hash
        FROM relationship WHERE id = ?""",
)
ABSENT = "INSERT INTO past (state, element, id) VALUES (?, ?, ?)"
DELETE = tuple(f"DELETE FROM {table} WHERE id = ?" for table in ELEMENTS)

DANGLING = "SELECT id, start, start_root, end FROM relationship WHERE start_root IS NULL OR end_root IS NULL"
SEAL = "INSERT INTO state (fingerprint, holdings, counts) VALUES (?, ?, ?)"
FORGET = ("DELETE FROM past WHERE state <= ?", "DELETE FROM state WHERE number <= ?")
LAST = "SELECT fingerprint, holdings, counts FROM state ORDER BY number DESC LIMIT 1"

ORDER = tuple(
    f"""
DROP TABLE IF EXISTS temp.ordered_{table};
CREATE TEMP TABLE ordered_{table} AS SELECT kind, rowid AS row FROM {table} ORDER BY kind, id;
CREATE INDEX temp.ordered_{table}_kind ON ordered_{table} (kind)"""
    for table in ELEMENTS
)
ORDERED_KINDS = tuple(f"SELECT DISTINCT kind FROM ordered_{table}" for table in ELEMENTS)
ORDERED = (
    """SELECT '', '', properties FROM ordered_node o JOIN node e ON e.rowid = o.row
        WHERE o.kind = ? ORDER BY o.rowid""",
    """SELECT start, end, properties FROM ordered_relationship o JOIN relationship e ON e.rowid = o.row
        WHERE o.kind = ? ORDER BY o.rowid""",
)
