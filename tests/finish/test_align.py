"""Glyphs find the characters that they show, however long the text is."""

from __future__ import annotations

import pytest

from cvtex.finish.glyphs.align import places


@pytest.mark.long
def test_a_long_text() -> None:
    """A glyph that its font has no answer for shows what stands between those around it."""
    typed = "".join(f"क{'कखगघ'[at % 4]}{at} " for at in range(1_500))
    said = ["\ufffd" if at % 7 == 0 and char != " " else char for at, char in enumerate(typed)]

    found = places(said, typed)

    assert len(typed) > 8_000
    assert [at for at, place in enumerate(found) if place not in (None, (at, at))] == []
    assert [at for at, place in enumerate(found) if place is None and typed[at] != " "] == []


def test_look_alikes_beside_one_another() -> None:
    """Each glyph shows the character at its place, where the font gives several one answer."""
    shown = ["⋯", "‥", "・", "・", "•"]

    assert places(shown, "… ‥ ‧ · •") == [(0, 0), (2, 2), (4, 4), (6, 6), (8, 8)]
    assert places(["①", "①"], "➀①") == [(0, 0), (1, 1)]
    assert places(["➉", "⑪", ",", "➉", "⑪"], "⑩⑪,⑩⑪") == [(at, at) for at in range(5)]


def test_a_glyph_of_a_space() -> None:
    """A glyph of a space takes no characters of a word whose glyphs are in another order."""
    assert places(["क्ष", "ि", "त्र", "य", "\xa0"], "क्षत्रिय\xa0")[-1] is None
