"""Text from right to left stands on the page as UAX #9 has it, and what does not is found."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pikepdf
import pytest
import yaml
from bidi import get_display
from pikepdf import Array, Pdf, String

from cvtex.build.pipeline import make_pdf, write_source
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.editions.settings import Edition
from cvtex.paths import DOCUMENT
from cvtex.pdf.cmap import read_cmap, write_cmap
from cvtex.pdf.pdfium import characters_of, open_document, pages_of
from cvtex.unicode.bidi import mirrored, stretches
from cvtex.unicode.brackets import opens
from cvtex.verify.checks import prove_opened
from cvtex.verify.opened import open_pdf
from cvtex.verify.readback.normalization import bare, normal

from .damage import save_as_it_is

# Two words, two numbers in digits of the script.
SCRIPTS = {
    "Hebrew": "שלום עולם 12 34",
    "Arabic": "سلام عالم ٢٠١٩ ٢٠٢٣",
    "Persian": "می\u200cخواهم نمی\u200cروم ۱۲ ۳۴",
    "Urdu": "اردو ٹیسٹ ۱۲۳ ۴۵",
    "Syriac": "ܫܠܡܐ ܥܠܡܐ 12 34",
    "Thaana": "ދިވެހި ބަސް 12 34",
    "N'Ko": "ߒߞߏ ߞߊ߲ ߁߂ ߃߄",
}
LINES = """\
{w} {v}
({w}) {v}
{w} ({v}) 12
{w} [{v}] <{w}> {{{v}}}
{w} (a) {v} (b)
x < {w} > {v}
«{w}» {v} ‹{w}›
“{w}” '{v}'
{w} 1+2 {v}
{w} ₪100 {v}
{w} ₽5 ₩9 ₺7 ¢3 ₿2
{w} ±5 {v} -5
{w} 5′ {v} 6″
{w} 50% {v} %
{w} {n} {v} {m}
{w} {n}-{m} {v}
{w} {n}/{m} {v} {n}%
{w} 2019-2023 {v}
{w} 2019–2023 {v}
{w} 12/05/2021 10:30 {v}
{w} +972 50-123-4567 {v}
{w} ada@example.org {v}
{w} https://example.org/a?b=1 {v}
{w} 1,000.50 $ {v}
{w} #1 №2 & {v}
{w}: {v}, {w}; {v}.
{w} - {v} – {w}
{w}!? {v}…
a {w} {v} b {w}
{w} Java, C++ {v}
{w}-a {v}/b
Ada ({w} {v}), 3 €
[{w}](https://example.org/1) {v}
{w} [{v} a {w}](https://example.org/2) {v}
a [b {w}](https://example.org/3) {v}
{w} **{v}** *{w} 1*
{w} `x(1)` {v}"""


def _typed() -> list[str]:
    """Return the lines in every script, as they are typed."""
    typed = []
    for words in SCRIPTS.values():
        w, v, n, m = words.split()
        typed += LINES.format(w=w, v=v, n=n, m=m).splitlines()
    return typed


@pytest.fixture(scope="module")
def turned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, Path]:
    """Return the Document and the PDF of an invented person whose list has the lines."""
    folder = tmp_path_factory.mktemp("turned")
    file, pdf = folder / "resume.yaml", folder / "resume.pdf"
    lines = {"type": "list", "title": "Lines", "entries": _typed()}
    content = {"language": "en", "name": "Ada Sample", "sections": [lines]}
    file.write_text(yaml.safe_dump(content, allow_unicode=True, width=1000), encoding="utf-8")
    edition = Edition("turned", file, warn=frozenset({Code.PAGE_SPARSE}))
    assert write_source(edition, folder).ok
    assert make_pdf(edition, folder, pdf).ok
    document, _ = pickle.loads((folder / DOCUMENT).read_bytes())  # noqa: S301 - just written
    return document, pdf


def _compared(text: str) -> str:
    """Return what is compared: no marks and spaces; of brackets and quotes the same one."""
    shown = bare(normalize("NFKC", normal(text))).translate(str.maketrans("‘“", "’”"))
    return "".join(min(char, mirrored(char)) for char in shown)


def test_order(turned: tuple[Document, Path]) -> None:
    """Each line is painted as another implementation of UAX #9 orders it, in seven scripts."""
    document, path = turned
    painted: dict[int, list[tuple[float, str]]] = defaultdict(list)
    with open_pdf(path) as opened, open_document(path) as pdf:
        assert opened.value
        owners = opened.value.owners
        for number, page in enumerate(pages_of(pdf)):
            for one in characters_of(page):
                painted[owners.get((number, one.mark), 0)].append((one.x, _compared(one.text)))
    leaves = [leaf for leaf in document.leaves() if stretches(leaf.text)]

    assert len(leaves) == len(_typed()) > 250
    for leaf in leaves:
        wanted = _compared(str(get_display(leaf.text, base_dir="L")))
        assert "".join(text for _, text in sorted(painted[leaf.number])) == wanted


Recoded = Callable[[list[int], dict[int, str]], list[int]]


def _recode(pdf: Pdf, recoded: Recoded) -> None:
    """Change the codes of each string, by the meanings that its font has for them."""
    for page in pdf.pages:
        text: dict[int, str] = {}
        written: list[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage] = []
        for one in pikepdf.parse_content_stream(page):
            if str(one.operator) == "Tf":
                font = page.Resources.Font[str(one.operands[0])]
                is_wide = font.Subtype == "/Type0"
                text = read_cmap(font.ToUnicode.read_bytes()) if is_wide else {}
            if str(one.operator) == "TJ" and text:
                shown = Array(_recoded(item, text, recoded) for item in Array(one.operands[0]))
                written.append(pikepdf.ContentStreamInstruction([shown], one.operator))
            else:
                written.append(one)
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(written))


def _recoded(item: object, text: dict[int, str], recoded: Recoded) -> object:
    if not isinstance(item, String):
        return item
    shown = bytes(item)
    codes = [high << 8 | low for high, low in zip(shown[::2], shown[1::2], strict=True)]
    return String(b"".join(code.to_bytes(2, "big") for code in recoded(codes, text)))


def _swap(pdf: Pdf, one: str, other: str) -> None:
    """Paint each of two characters in place of the other."""

    def swapped(codes: list[int], text: dict[int, str]) -> list[int]:
        known = {said: code for code, said in text.items() if code in codes or said in {one, other}}
        pair = known.get(one), known.get(other)
        swap = dict([pair, pair[::-1]]) if None not in pair else {}
        return [swap.get(code) or code for code in codes]

    _recode(pdf, swapped)


def number_reversed(pdf: Pdf) -> None:
    """Paint a number from right to left."""

    def turned(codes: list[int], text: dict[int, str]) -> list[int]:
        return codes[::-1] if "".join(text[code] for code in codes) == "4567" else codes

    _recode(pdf, turned)


def letters_swapped(pdf: Pdf) -> None:
    """Paint two letters of each word in each other's place."""
    _swap(pdf, "ל", "ו")


def bracket_not_mirrored(pdf: Pdf) -> None:
    """Paint the other bracket, which is read as the one that was there."""
    _swap(pdf, "[", "]")
    for font in (font for page in pdf.pages for font in page.Resources.Font.values()):
        text = read_cmap(font.ToUnicode.read_bytes())
        if font.Subtype == "/Type0" and {"[", "]"} <= {*text.values()}:
            said = {code: {"[": "]", "]": "["}.get(said, said) for code, said in text.items()}
            font.ToUnicode = pdf.make_stream(write_cmap(said, 2))


DAMAGES: dict[Callable[[Pdf], None], tuple[str, str]] = {
    number_reversed: ("in its order", "4567"),
    letters_swapped: ("in its order", "ש"),
    bracket_not_mirrored: ("opens the wrong way", "["),
}


def test_damage(turned: tuple[Document, Path], tmp_path: Path) -> None:
    """What is out of its order, or not mirrored, is found at its line, and nothing else is."""
    document, path = turned
    bad = tmp_path / "bad.pdf"
    with pikepdf.open(path) as pdf:
        for damage in DAMAGES:
            damage(pdf)
        save_as_it_is(pdf, bad)
    with open_pdf(bad) as opened:
        found = [one for one in prove_opened(opened, document) if one.code != Code.PAGE_SPARSE]

    assert {str(one.code) for one in found} == {"direction-wrong"}
    for message, text in DAMAGES.values():
        assert any(message in one.message and text in one.message for one in found), message
    assert all(any(it[0] in one.message for it in DAMAGES.values()) for one in found)


@pytest.mark.parametrize(("char", "side"), [("(", 1), ("»", -1), ("<", 1), ("a", 0), ("“", 0)])
def test_sides(char: str, side: int) -> None:
    """A mirrored bracket opens to one side; a quotation mark that is not mirrored to none."""
    assert opens(char) == side
