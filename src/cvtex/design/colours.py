"""Colours on a white page: whether text in one can be read."""

from __future__ import annotations

READABLE = 4.5
"""The least contrast of text (WCAG 2.1, success criterion 1.4.3)."""

_DARK = 0.04045


def contrast(colour: str) -> float:
    """Return the contrast ratio, 1 to 21, of a colour such as `1F4E79` on white (WCAG 2.1)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (0, 2, 4))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 1.05 / (luminance + 0.05)


def _linear(value: float) -> float:
    """Return the light of a component of sRGB (IEC 61966-2-1), which is linear in the dark."""
    return value / 12.92 if value <= _DARK else ((value + 0.055) / 1.055) ** 2.4
