"""A reported figure in words: its bound, value, unit, period and change, none of them invented."""

from decimal import Decimal, InvalidOperation

from bankgraph.ontology import Label

from .details import Describer
from .periods import spoken
from .picture import Detail, Measure
from .properties import Properties, bilingual, same, shown, text

_SIGNS = {"=": "", ">=": "≥ ", "<=": "≤ ", "~": "≈ "}
_BOUNDS = {
    ">": Label("超过", "more than"),
    ">=": Label("不少于", "at least"),
    "<": Label("不到", "less than"),
    "<=": Label("至多", "at most"),
    "~": Label("约", "about"),
}
_WAN, _THOUSAND = 4, 3  # the powers of ten by which Chinese and English group large numbers
_MULTIPLE = "multiple"  # "3 times" is three times as much, so it never takes a plus sign
_FORECAST = "expected"
_UNSTATED = "unstated"
_BOUND = Label("界限", "bound")
_UNDATED = Label("未注明", "not given")


def figure(observation: Properties, words: Describer) -> Label:
    """Return bound, value, unit and change: "> 300", "2.519 billion yuan (+3.15 % year on year)"."""
    value, change = _value(observation, words), _change(observation, words)
    otherwise = text(observation, "as_written") or "—"
    return Label(
        zh=_joined(value.zh, change.zh, "{}（{}）") or otherwise,
        en=_joined(value.en, change.en, "{} ({})") or otherwise,
    )


def _joined(value: str, change: str, both: str) -> str:
    return both.format(value, change) if value and change else value or change


def figure_details(observation: Properties, words: Describer) -> tuple[Detail, ...]:
    """Return what the panel says beside the figure; the period always, be it only to say there is none."""
    rows = (
        (_BOUND, _BOUNDS.get(text(observation, "comparator"), same(""))),
        (words.label("period"), period(observation) or _UNDATED),
        (words.label("as_written"), same(text(observation, "as_written"))),
        (words.label("canonical_value"), _canonical(observation, words)),
        (words.label("change_basis"), _basis_detail(observation, words)),
    )
    return tuple(Detail(label, value) for label, value in rows if value.en)


def measure(observation: Properties, words: Describer) -> Measure:
    """Return what the figure is compared by: the canonical value and unit, or else those written."""
    canonical = isinstance(observation.get("canonical_value"), (int, float))
    value, unit = ("canonical_value", "canonical_unit") if canonical else ("value", "unit")
    given = observation.get(value)
    return Measure(
        value=float(given) if isinstance(given, (int, float)) else None,
        unit=_unit(text(observation, unit), words),
        comparator=text(observation, "comparator"),
        when=spoken(text(observation, "period")),
        kind=words.value("nature", _FORECAST) if text(observation, "nature") == _FORECAST else same(""),
    )


def period(properties: Properties) -> Label | None:
    """Return when it holds, saying so where that was inferred; None where the source gives no time."""
    written = text(properties, "period")
    if not written:
        return None
    when = spoken(written)
    if properties.get("period_inferred") is not True:
        return when
    return Label(f"{when.zh}（据上下文推断）", f"{when.en} (inferred from context)")


def number(value: object) -> str:
    """Return a number with thousands separators and no trailing zeros: 1101.0 as "1,101"."""
    try:
        return format(Decimal(str(value)).normalize(), ",f")
    except InvalidOperation:
        return shown(value)


def _value(observation: Properties, words: Describer) -> Label:
    return _quantity(observation, ("value", "unit", "comparator"), words)


def _canonical(observation: Properties, words: Describer) -> Label:
    """Return the value in the canonical unit, empty where it is the unit that was written."""
    if text(observation, "canonical_unit") == text(observation, "unit"):
        return same("")
    return _quantity(observation, ("canonical_value", "canonical_unit", "comparator"), words)


def _change(observation: Properties, words: Describer) -> Label:
    """Return "+3.15 % year on year"; empty where no change was reported."""
    amount = _quantity(
        observation,
        ("change_value", "change_unit", "change_comparator"),
        words,
        signed=_kind(text(observation, "change_unit"), words) != _MULTIPLE,
    )
    baseline = text(observation, "change_baseline")
    if not amount.en or baseline:
        return Label(f"较{baseline} {amount.zh}", f"{amount.en} against {baseline}") if amount.en else amount
    basis = _basis(observation, words)
    return Label(f"{basis.zh} {amount.zh}".strip(), f"{amount.en} {basis.en}".strip())


def _basis(observation: Properties, words: Describer) -> Label:
    """Return what the change is measured against, empty where the source does not say."""
    basis = text(observation, "change_basis")
    return same("") if basis == _UNSTATED else words.value("change_basis", basis)


def _basis_detail(observation: Properties, words: Describer) -> Label:
    """Return that the basis is not stated; a stated one stands in the figure itself."""
    basis = text(observation, "change_basis")
    return words.value("change_basis", basis) if basis == _UNSTATED else same("")


def _quantity(
    properties: Properties, names: tuple[str, str, str], words: Describer, *, signed: bool = False
) -> Label:
    """Return bound, number and unit, from the properties of these names; empty without a number."""
    value, unit, comparator = (properties.get(n) for n in names)
    if value is None:
        return same("")
    bound = _SIGNS.get(shown(comparator), f"{shown(comparator)} ") if comparator else ""
    (zh, zh_unit), (en, en_unit) = (_grouped(value, shown(unit), words, size) for size in (_WAN, _THOUSAND))
    zh, en = (_signed(number(amount), is_signed=signed) for amount in (zh, en))
    return Label(
        zh=f"{bound}{zh} {_unit(zh_unit, words).zh}".rstrip(),
        en=f"{bound}{en} {_unit(en_unit, words).en}".rstrip(),
    )


def _signed(digits: str, *, is_signed: bool) -> str:
    plus = "+" if is_signed and digits[:1].isdigit() else ""
    return plus + digits.replace("-", "\N{MINUS SIGN}")


def _grouped(value: object, notation: str, words: Describer, size: int) -> tuple[object, str]:
    """Return a value and its unit as a language says them whose large numbers go by powers of `10 ** size`.

    Chinese counts in 万 and 亿, English in thousands and millions: 25.19 亿元 is 2.519 billion yuan. The
    value is the same; a unit that is no multiple of its canonical one by a power of ten stays.
    """
    unit = words.schema.unit_by_name.get(notation)
    if unit is None or not isinstance(value, (int, float)) or _power(unit.multiplier) % size == 0:
        return value, notation
    canonical = Decimal(str(value)) * unit.multiplier
    others = [u for u in words.schema.units.values() if u.canonical == unit.canonical]
    fitting = [u for u in others if _power(u.multiplier) % size == 0 and u.multiplier <= abs(canonical)]
    if not fitting:
        return value, notation
    best = max(fitting, key=lambda u: u.multiplier)
    return canonical / best.multiplier, best.notation


def _power(multiplier: Decimal) -> int:
    """The exponent of a power of ten; 0 for what is none, which stays as it is."""
    _, digits, exponent = multiplier.normalize().as_tuple()
    return int(exponent) if digits == (1,) else 0


def _unit(notation: str, words: Describer) -> Label:
    """Return a unit as it stands behind a number.

    A unit that is named after its kind ("count") adds nothing to what the metric says. Chinese
    reads a spelled-out English unit by its Chinese name; signs such as % stay as they are.
    """
    unit = words.schema.units.get(notation)
    if unit is None or unit.notation == unit.kind:
        return same("" if unit else notation)
    spelled_out = notation.isascii() and any(map(str.isalpha, notation))
    return bilingual(unit.label.zh if spelled_out else notation, notation)


def _kind(notation: str, words: Describer) -> str:
    return words.schema.units[notation].kind if notation in words.schema.units else ""
