"""Finds typographic quotes around a text, which YAML reads as letters."""

from __future__ import annotations

_QUOTES = "“”„‟‘’‚‛«»‹›「」『』＂＇"
_STRAIGHT = "\"'"


def between_quotes(text: str) -> str:
    """Return the text between two quotes if one of them is typographic, or ''."""
    first, inner, last = text.strip()[:1], text.strip()[1:-1].strip(), text.strip()[-1:]
    ends = {first, last}
    smart = ends & set(_QUOTES) and ends <= set(_QUOTES + _STRAIGHT)
    return inner if first and smart else ""


def no_quotes(text: str) -> str:
    """Return the words of a message that names the typographic quotes around a text."""
    return f"`{text.strip()[0]} {text.strip()[-1]}` are not quotes in YAML"


def without_quotes(text: str) -> str:
    """Return the words of a hint that names the quotes around a text."""
    return f"without the quotes {text.strip()[0]} {text.strip()[-1]}"
