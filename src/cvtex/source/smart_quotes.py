"""Quotes as a word processor types them, which are letters to YAML: around what is no prose."""

from __future__ import annotations

_QUOTES = "“”„‟‘’‚‛«»‹›「」『』＂＇"
_STRAIGHT = "\"'"


def between_quotes(text: str) -> str:
    """Return what stands between quotes of which one at least is not straight; or nothing."""
    first, inner, last = text.strip()[:1], text.strip()[1:-1].strip(), text.strip()[-1:]
    ends = {first, last}
    smart = ends & set(_QUOTES) and ends <= set(_QUOTES + _STRAIGHT)
    return inner if first and smart else ""


def without_quotes(text: str) -> str:
    """Return what a hint says of the quotes around a text."""
    return f"without the quotes {text.strip()[0]} {text.strip()[-1]}"
