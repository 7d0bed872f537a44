"""Two texts are compared word by word, and shown in git's marks."""

from __future__ import annotations

import pytest

from cvtex.diff.comparing import Change, GroupChange, RowChange
from cvtex.diff.matching import merged, moved, paired
from cvtex.diff.pdf import PDF_LEAF, PdfText
from cvtex.diff.sheets import aligned
from cvtex.diff.terminal import rows_as_text
from cvtex.diff.texts import compare_texts
from cvtex.diff.words import compare_words, words_of


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Kept nine mills", "Kept ten mills", "Kept [-nine-]{+ten+} mills"),
        ("SQL, Go, Rust", "SQL, Rust", "SQL, [-Go,-] Rust"),
        ("SQL, Rust", "SQL, Rust, C++", "SQL, Rust{+, C+++}"),
        ("in the “TFT” game", "in the TFT game", "in the [-“-]TFT[-”-] game"),
        ("2019 – 2021", "2019 – present", "2019 – [-2021-]{+present+}"),
        # What stays by chance where a sentence was rewritten is not shown as kept.
        ("Led a team of 5", "Built a group of 9", "[-Led a team of 5-]{+Built a group of 9+}"),
        ("负责系统开发", "负责平台开发", "负责[-系统-]{+平台+}开发"),
        ("9座磨坊", "九座磨坊", "[-9-]{+九+}座磨坊"),
        ("ソフト開発", "ソフト設計", "ソフト[-開発-]{+設計+}"),
        ("900 متجر", "1200 متجر", "[-900-]{+1200+} متجر"),
        ("ดูแลกังหัน", "ดูแลโรงสี", "ดูแล[-กังหัน-]{+โรงสี+}"),
    ],
)
def test_shown(old: str, new: str, shown: str) -> None:
    """Words are whole, Han and kana are compared one by one, and marks apart from words."""
    change = RowChange(Change.CHANGED, compare_words(old, new), None, None)

    assert [*rows_as_text([change])] == [f"  {shown}"]


def test_elided() -> None:
    """A long text is shown with some words around the change alone."""
    words = " ".join(map(str, range(100)))
    change = RowChange(Change.CHANGED, compare_words(words, words.replace("50", "x")), None, None)
    (line,) = rows_as_text([change])

    assert line == ("  … 40 41 42 43 44 45 46 47 48 49 [-50-]{+x+} 51 52 53 54 55 56 57 58 59 60 …")


def _alike(old: str, new: str) -> float:
    return len({*old} & {*new}) / len({*old} | {*new})


def test_paired() -> None:
    """Equal items are paired first, then alike ones; as few as possible count as moved."""
    old, new = ["abc", "x", "y", "z"], ["z", "abd", "x", "y"]
    pairs = paired(old, new, _alike, 0.4)

    assert pairs == {0: 3, 1: 0, 2: 1, 3: 2}
    assert moved(pairs) == {0}
    assert merged(3, 3, {0: 0, 2: 2}, set()) == [(0, 0), (1, None), (None, 1), (2, 2)]


def test_paired_in_order() -> None:
    """Items that are equally alike are paired in order, also in long lists."""
    old, new = ([f"{name}{number:03}" for number in range(150)] for name in "ab")

    assert paired(old, new, lambda *_: 0.5, 0.4) == {at: at for at in range(150)}


def _pdf(*pages: str) -> PdfText:
    text = "".join(f"{page} " for page in pages)
    return PdfText(text, tuple(map(words_of, pages)), {PDF_LEAF: (None,) * len(text)})


def test_pages_aligned() -> None:
    """A page that was put between two others has none beside it."""
    old = _pdf("one two three", "four five six").pages
    new = _pdf("one two three", "seven eight", "four five six").pages

    assert aligned(old, new) == [(0, 0), (None, 1), (1, 2)]
    assert aligned(old, ()) == [(0, None), (1, None)]


def test_texts() -> None:
    """PDFs are compared without ligatures, bullets and hyphens, which differ by the typesetter."""
    old, new = _pdf("• An oﬃce for co-operation of mills"), _pdf("An office for cooperation")
    (change,) = compare_texts(old, new)

    assert isinstance(change, GroupChange)
    assert [*rows_as_text(change.rows)] == ["  An office for cooperation [-of mills-]"]
    assert compare_texts(old, old) == ()
