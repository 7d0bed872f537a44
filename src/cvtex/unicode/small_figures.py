"""Figures above and below the line as the characters that Unicode has for them."""

from __future__ import annotations

import re

_FIGURES = re.compile(r"[0-9+-]+(?:\.[0-9]+)?")
_SMALL = {
    "sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
    "sup": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
}


def small_figures(place: str, text: str) -> str:
    """Return figures below (`sub`) or above (`sup`) the line; any other text is unchanged."""
    return text.translate(_SMALL[place]) if _FIGURES.fullmatch(text) else text
