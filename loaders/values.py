"""What a single value of YAML says: a text, a number or a span."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LARGEST_EXPONENT = 100  # far beyond any figure, and far within what a double and a product of two hold


def is_span(value: Any, length: int) -> bool:
    """Whether a value is `[start, end]`, inside a text of this many code points."""
    return (
        type(value) is list
        and len(value) == 2
        and type(value[0]) is type(value[1]) is int
        and 0 <= value[0] < value[1] <= length
    )


def number_of(value: object) -> Decimal:
    """Return what a value says as a number, exactly as it is written.

    Raises `InvalidOperation` where it is none and `OverflowError` where no figure is that large or small.
    """
    if isinstance(value, (bool, dict, list)):
        raise InvalidOperation
    number = Decimal(unicodedata.normalize("NFKC", str(value)).replace(",", ""))
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST_EXPONENT:
        raise OverflowError
    return number


def text_of(value: object) -> str | None:
    """Return what a value says as a text: a number or a date may stand for one, a yes may not.

    None where it says none, or a blank one.
    """
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool) or not isinstance(value, int | float | date):
        return None
    return _text(str(value))


def _text(value: str) -> str | None:
    """A text in its composed form, None where it is blank.

    Control characters, which could steer a terminal, are no text; line breaks and tabs are.
    """
    composed = unicodedata.normalize("NFC", value).strip() or None
    return composed if value.isprintable() or not _CONTROL.search(value) else None
