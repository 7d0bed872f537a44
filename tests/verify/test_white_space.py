"""White space counts: what nobody typed is found, and what is missing, at its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

import pikepdf
import pytest
from pikepdf import Dictionary, Pdf
from pypdfium2 import PdfDocument

from cvtex.diagnostics import SECRET, Span
from cvtex.diagnostics.codes import Code
from cvtex.pdf.cmap import write_cmap
from cvtex.pdf.objects import identifier
from cvtex.verify.checks import prove
from cvtex.verify.opened import open_pdf
from cvtex.verify.page.model import ARTIFACT, MarkedContent, Word
from cvtex.verify.proof import proof_of
from cvtex.verify.readback.words import WordCount

from .damage import change, elements, font_of, save_as_it_is
from .damage.words import join, part

if TYPE_CHECKING:
    from made import Made

HAN, MIXED, BARE = "负责推荐系统的召回", "使用 Python 实现", "用Rust重写"
LATIN, KOREAN, SAME = "Built tide mills", "추천 시스템을 설계", "Same words here"

MARKED, CLOSED, DEVANAGARI = "Let x̄ y̆ q̈ be", "方法 ① 实现", "श्री द्वितीय पुरस्कार"
# As they are painted, from the left.
ARABIC, HEBREW = "ةبيط", "ןולימ הכרע"

# The damage, the line of the YAML that it is found at, and how many words at least are lost.
DAMAGES: dict[str, tuple[Callable[[Pdf], None], int, int]] = {
    "between two Han": (partial(part, text=HAN, at=4), 12, 2),
    "in a word": (partial(part, text=LATIN, at=3), 15, 1),
    "in a word of Hangul": (partial(part, text=KOREAN, at=4), 16, 1),
    "in an e-mail address": (partial(part, text="ada@example.org", at=4), 7, 1),
    "in a URL": (partial(part, text="https://example.org", at=9), 14, 1),
    "none between words": (partial(join, text=LATIN), 15, 2),
    "none between words of Hangul": (partial(join, text=KOREAN), 16, 2),
    "none between Han and Latin": (partial(join, text=MIXED), 13, 2),
    "none between Han and a sign": (partial(join, text=CLOSED), 21, 2),
    "none before a mark of Latin": (partial(join, text="组件 .NET"), 22, 2),
    "none behind a full stop": (partial(join, text="。 Then"), 22, 1),
    "none behind a link": (partial(join, text="Go 语"), 23, 2),
    "none between two Han in Japanese": (partial(join, text="東京 大"), 24, 2),
    "none in Devanagari": (partial(join, text=DEVANAGARI), 25, 2),
    "in a word of Devanagari": (partial(part, text=DEVANAGARI, at=5), 25, 1),
    "none beside letters with marks": (partial(join, text=MARKED), 35, 2),
    "in a word of Arabic": (partial(part, text=ARABIC, at=2), 37, 1),
    "none between words of Hebrew": (partial(join, text=HEBREW), 38, 2),
    "in a word of Hebrew": (partial(part, text=HEBREW, at=2), 38, 1),
    **{
        f"the same words, {at}": (partial(part, text=SAME, at=2, occurrence=at), 17 + at, 1)
        for at in range(3)
    },
}


@pytest.fixture(scope="module")
def spaces(built: Callable[[str, str], Made]) -> Made:
    """Return a person whose texts have spaces, and have none, in several scripts."""
    return built("spaces.zh", "classic")


@pytest.fixture(scope="module")
def good(spaces: Made) -> WordCount:
    """Return the words of the PDF as it is."""
    words = proof_of(spaces.pdf, spaces.document).words
    assert words
    return words


def _rounds() -> list[list[str]]:
    """Return the damages in as few PDFs as there are damages of one line."""
    rounds: list[list[str]] = []
    for name, (_, line, _) in DAMAGES.items():
        into = next((one for one in rounds if line not in {DAMAGES[it][1] for it in one}), None)
        if into is None:
            rounds.append(into := [])
        into.append(name)
    return rounds


@pytest.mark.parametrize("names", _rounds(), ids=len)
def test_damage(spaces: Made, good: WordCount, tmp_path: Path, names: list[str]) -> None:
    """Each damage is found at the line where its text was typed, and its words do not count."""
    bad = tmp_path / "bad.pdf"
    with pikepdf.open(spaces.pdf) as pdf:
        for name in names:
            DAMAGES[name][0](pdf)
        save_as_it_is(pdf, bad)
    found = proof_of(bad, spaces.document)
    lost = {one.span.line for one in found.findings if one.span and one.code == "words-lost"}

    assert [name for name in names if DAMAGES[name][1] not in lost] == []
    assert lost <= {DAMAGES[name][1] for name in names}
    assert found.words
    assert good.read - found.words.read >= sum(DAMAGES[name][2] for name in names)


@pytest.mark.parametrize("line", range(21, 36))
def test_typed(spaces: Made, line: int) -> None:
    """Both readers give a text with the spaces that were typed in it, and no other."""
    leaf = next(one for one in spaces.document.leaves() if one.span.line == line)
    with PdfDocument(spaces.pdf) as pdf:
        read = normalize("NFC", pdf[0].get_textpage().get_text_bounded())

    assert leaf.text in spaces.pages[0]
    assert leaf.text in read


def test_gap_of_the_page(spaces: Made, tmp_path: Path) -> None:
    """A gap between Han and Latin is read as a space or as none: neither was typed."""
    for name, make in (("none", join), ("space", partial(part, at=1))):
        bad = tmp_path / f"{name}.pdf"
        with pikepdf.open(spaces.pdf) as pdf:
            make(pdf, text=BARE)
            save_as_it_is(pdf, bad)
        words = proof_of(bad, spaces.document).words

        assert words
        assert words.read == words.typed


@pytest.mark.parametrize("opened", ["/Artifact BMC", "/Span BMC"])
def test_between_pages(long: Made, tmp_path: Path, opened: str) -> None:
    """Between the halves of a text that runs over a page's end stands the page's number alone.

    Other words are found, be they an artifact or not.
    """
    bad = tmp_path / "bad.pdf"
    with pikepdf.open(long.pdf) as pdf:
        fonts = pdf.pages[0].Resources.Font
        font = min(name for name, font in fonts.items() if font.Subtype == "/Type0")
        words = f"{opened} BT {font} 9 Tf 60 40 Td <00240025> Tj ET EMC"
        pdf.pages[0].contents_add(words.encode())
        save_as_it_is(pdf, bad)
    (lost,) = (one for one in proof_of(bad, long.document).findings if one.code == "words-lost")

    assert lost.span
    assert lost.span.line == 29


LAST = [pytest.param(0, marks=pytest.mark.long), pytest.param(1, marks=pytest.mark.long), 2]
"""Texts with the same words: the first would be named for the last, if the words decided."""


@pytest.mark.parametrize("number", LAST)
def test_place_of_same_words(spaces: Made, tmp_path: Path, number: int) -> None:
    """A finding names the line of its own text, also where others have the same words."""
    bad = tmp_path / "bad.pdf"
    with pikepdf.open(spaces.pdf) as pdf:
        part(pdf, SAME, 10, number, gap=-60_000)
        leaf = next(one for one in spaces.document.leaves() if one.span.line == 17 + number)
        name = identifier(leaf.number)
        element = next(one for one in elements(pdf, "Span") if str(one.get("/ID")) == name)
        element.Lang = "fr"
        save_as_it_is(pdf, bad)
    found = prove(bad, spaces.document)
    places = {one.code: one.span and one.span.line for one in found}

    assert places[Code.TEXT_OUTSIDE] == 17 + number
    assert places[Code.TAGS_MISMATCH] == 17 + number


def _patch(pdf: Pdf, words: list[Word], _mark: MarkedContent) -> None:
    left, right = words[0].box.left, words[-1].box.right
    place = f"{left} {words[0].box.bottom - 4} {right - left} 16"
    pdf.pages[0].contents_add(f" /Artifact BMC q 1 g {place} re f Q EMC".encode())


def _actual_text(pdf: Pdf, _words: list[Word], mark: MarkedContent) -> None:
    words = b" /ActualText (Kubernetes, Rust, Terraform, Kafka, Spark, Go, Java)>>"
    change(pdf, b"<</MCID %d>>" % mark.number, b"<</MCID %d" % mark.number + words)


def _ligature(pdf: Pdf, _words: list[Word], mark: MarkedContent) -> None:
    font, text, code = font_of(pdf, "S")
    fonts = pdf.pages[0].Resources.Font
    fonts.Other = pdf.make_indirect(Dictionary(dict(font.items())))
    fonts.Other.ToUnicode = pdf.make_stream(write_cmap(text | {code: "\ufb01"}, 2))
    data = pdf.pages[0].Contents.read_bytes()
    begin = data.index(b"<</MCID %d>>" % mark.number)
    name = data.index(b"/F", begin)
    pdf.pages[0].Contents.write(data[:name] + b"/Other" + data[data.index(b" ", name) :])


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (_patch, Code.TEXT_HIDDEN),
        (_actual_text, Code.TEXT_HIDDEN),
        (_ligature, Code.CHARACTER_LOOKALIKE),
    ],
)
@pytest.mark.parametrize("number", LAST)
def test_place_of_same_words_seen(
    spaces: Made,
    tmp_path: Path,
    number: int,
    damage: Callable[[Pdf, list[Word], MarkedContent], None],
    code: Code,
) -> None:
    """What is hidden, replaced or read as another character is found at its own line, too."""
    bad = tmp_path / "bad.pdf"
    leaf = next(one for one in spaces.document.leaves() if one.span.line == 17 + number)
    with open_pdf(spaces.pdf) as opened:
        assert opened.value
        leaves = opened.value.leaves
        words = [word for word in opened.value.pages[0].words if word.mark]
        words = [word for word in words if leaves.get(word.mark or ARTIFACT) == leaf.number]
        mark = next(mark for mark, number in leaves.items() if number == leaf.number)
    with pikepdf.open(spaces.pdf) as pdf:
        damage(pdf, words, mark)
        save_as_it_is(pdf, bad)
    (found,) = (one for one in prove(bad, spaces.document) if one.code == code)

    assert found.span
    assert found.span.line == 17 + number


def test_beside_a_private_text(spaces: Made, tmp_path: Path) -> None:
    """With a private text, a finding cites no words, also where it leads to a line of the content.

    It may cite a second text, or one that has the same words.
    """
    bad = tmp_path / "bad.pdf"
    with pikepdf.open(spaces.pdf) as pdf:
        part(pdf, text=LATIN, at=3)
        save_as_it_is(pdf, bad)
    name = replace(spaces.document.name, span=Span(SECRET, 1, 1))
    found = proof_of(bad, replace(spaces.document, name=name)).findings
    (lost,) = (one for one in found if one.code == "words-lost")

    assert lost.span
    assert lost.span.line == DAMAGES["in a word"][1]
    assert lost.span.file != SECRET
    assert "`…`" in lost.message
    assert not any("mills" in one.message for one in found)
