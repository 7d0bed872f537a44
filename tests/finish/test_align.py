"""Glyphs find the characters that they show, however long the text is."""

from __future__ import annotations

from cvtex.finish.align import places


def test_a_long_text() -> None:
    """A glyph that its font has no answer for shows what stands between those around it."""
    typed = "".join(f"क{'कखगघ'[at % 4]}{at} " for at in range(1_500))
    said = ["\ufffd" if at % 7 == 0 and char != " " else char for at, char in enumerate(typed)]

    found = places(said, typed)

    assert len(typed) > 8_000
    assert [at for at, place in enumerate(found) if place not in (None, (at, at))] == []
    assert [at for at, place in enumerate(found) if place is None and typed[at] != " "] == []
