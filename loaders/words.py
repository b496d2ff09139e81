"""Where a word ends: between Chinese characters anywhere, between Latin letters and digits nowhere."""

import unicodedata


def splits_word(text: str, position: int) -> bool:
    """Whether two Latin letters or digits meet at a position of the text."""
    around = text[max(position - 1, 0) : position + 1]
    return len(around) == 2 and all(_is_latin(c) for c in around)


def _is_latin(character: str) -> bool:
    return character.isalnum() and unicodedata.name(character, "").split(" ")[0] in ("LATIN", "DIGIT")
