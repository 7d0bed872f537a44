"""The page can be read by day and by night."""

from __future__ import annotations

import re

import pytest

from cvtex.report.page import render_page
from elements import read_html
from report.records import record, verdict


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast(scheme: int) -> None:
    """Every ink can be read on every paper, by day and by night (WCAG 2.2, 1.4.3)."""
    page = render_page(record(verdict()), [[]], lambda _: ())
    (style,) = read_html(page).find("style")
    themes = re.findall(r":root \{\s*((?:[^{}]*--\w[^{}]*))\}", style.text)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", "".join(themes[scheme::2])))

    for ink in ("ink", "quiet", "link", "good", "bad", "warn"):
        for paper in ("paper", "card", "sunk"):
            assert _contrast(colours[ink], colours[paper]) >= 4.5, (ink, paper)
    assert _contrast(colours["mark-ink"], colours["mark"]) >= 4.5
