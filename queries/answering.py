"""Run a pack query with what a person typed, and say where each row comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bankgraph.ontology import UsageError, suggestion
from bankgraph.stores import Rows, Store, Value

from .lookups import lookup
from .names import Names
from .pack import Pack, Parameter


class Answer(NamedTuple):
    """A pack's rows for these parameters, and the spans that the rows cite, in order, each once."""

    pack: Pack
    parameters: Mapping[str, str | int]
    rows: Rows

    @property
    def evidence(self) -> tuple[str, ...]:
        """All cited spans, as `source#char=start,end`."""
        return cited(self.rows)


def answer(pack: Pack, given: Mapping[str, str], store: Store) -> Answer:
    """Run a pack. Names in `given` are resolved to ids; what is not given takes its default.

    Raises `UsageError` for an unknown or missing parameter, `NotFoundError` for a name that nothing has.
    """
    parameters = bind(pack, given, store)
    return Answer(pack, parameters, store.recall(pack.cypher, parameters))


def bind(pack: Pack, given: Mapping[str, str], store: Store) -> dict[str, str | int]:
    """Return the value of every parameter of the pack. Raises as `answer` does."""
    known = [p.name for p in pack.parameters]
    for name in given:
        if name not in known:
            mend = f"it takes: {', '.join(known) or 'none'}"
            raise UsageError(f"query '{pack.name}' has no parameter '{name}'{suggestion(name, known, mend)}")
    return {p.name: _value(pack, p, given.get(p.name, p.default), store) for p in pack.parameters}


def cited(rows: Rows) -> tuple[str, ...]:
    """Return the spans in the rows' `evidence`, in order, each once."""
    if "evidence" not in rows.columns:
        return ()
    column = rows.columns.index("evidence")
    spans = (str(span) for row in rows.rows for span in _list(row[column]))
    return tuple(dict.fromkeys(spans))


def citations(rows: Rows, store: Store) -> list[dict[str, Value]]:
    """Return each cited span with its source: source, start, end, title, publisher, published, evidence."""
    spans = cited(rows)
    ids = sorted({span.partition("#")[0] for span in spans})
    sources = {str(r["source"]): r for r in store.recall(lookup("sources"), {"ids": ids}).as_dicts()}
    found: list[dict[str, Value]] = []
    for span in spans:
        source, _, position = span.partition("#char=")
        start, _, end = position.partition(",")
        found.append({**sources.get(source, {}), "start": int(start), "end": int(end), "evidence": span})
    return found


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _value(pack: Pack, parameter: Parameter, text: str | None, store: Store) -> str | int:
    if text is None:
        raise UsageError(f"query '{pack.name}' needs {parameter.name}; give -p {parameter.name}=…")
    if parameter.type == "integer":
        return _integer(parameter, text)
    if not parameter.names_a_thing:
        return text
    if text == parameter.default:
        return text
    resolution = Names.of(store).resolve(text, parameter.type)
    meant = resolution.one(text, parameter.type)
    if resolution.is_mended:
        import logging  # slow to import, and rarely needed

        logging.getLogger(__name__).warning("'%s' is read as %s (%s)", text, meant.name_zh, meant.id)
    return meant.id


def _integer(parameter: Parameter, text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise UsageError(f"{parameter.name} is a whole number, not '{text}'") from error
