"""The Word document of a Document: all of its words, in real styles, that Word opens as it is."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor
from hypothesis import given
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from cvtex.design.looks import PLAIN, Looks
from cvtex.document import (
    Closing,
    CodeSpan,
    Document,
    Emphasis,
    Leaf,
    Link,
    Strong,
    Text,
)
from cvtex.verify.readback.text_files import check_text
from cvtex.writers.docx import WRITER, write_docx
from cvtex.writers.docx.reading import read_text

from .word import (
    HERE,
    MARKS,
    PEOPLE,
    document_of,
    letter_in,
    open_document,
    paragraph_with,
    photo,
    runs_of,
    with_photo,
)

if TYPE_CHECKING:
    from docx.document import Document as Docx

TARGET = Path("me.docx")

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.fixture(scope="module")
def english() -> Docx:
    """Return the Word document of an invented person with every type of section, to be read."""
    return open_document(document_of("all_sections.en.yaml"))


DAILY = ("all_sections.zh.yaml", "scripts.en.yaml", "long.he.yaml")


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(file.name, marks=[] if file.name in DAILY else [pytest.mark.long])
        for file in sorted(PEOPLE.glob("*.yaml"))
    ],
)
def test_whole(name: str) -> None:
    """All words come back in order, with nothing else, in every script and type of section."""
    document = document_of(name)

    assert check_text(read_text(write_docx(document)), document, TARGET) == ()


def test_damaged() -> None:
    """A file that lacks a text is found out."""
    document = document_of("small.en.yaml")
    lacking = write_docx(replace(document, sections=document.sections[:-1]))
    assert WRITER.read is not None

    assert check_text(WRITER.read(lacking), document, TARGET)


def test_same() -> None:
    """The same Document gives the same bytes."""
    assert write_docx(document_of("small.zh.yaml")) == write_docx(document_of("small.zh.yaml"))


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("Ada Sample", "Title"),
        ("Engineer of tide mills", "Subtitle"),
        ("ada@example.org", "Contacts"),
        ("Work experience", "Heading 1"),
        ("Tidewater Works", "Heading 2"),
        ("Surveyor", "Heading 3"),
        ("Cut the idle hours", "List Bullet"),
        ("Wrote the parser", "List Bullet 2"),
        ("Fuzzed it", "List Bullet 3"),
        ("Keeps nine mills turning", "Normal"),
    ],
)
def test_styles(english: Docx, text: str, style: str) -> None:
    """Each text is in the style that Word has for it, so that its outline and lists are real."""
    paragraph = paragraph_with(english, text)

    assert paragraph.style is not None
    assert paragraph.style.name == style


def test_dates() -> None:
    """The dates of an entry stand behind a tab at the right margin."""
    opened = open_document(document_of("all_sections.en.yaml"))
    stop = opened.styles["Heading 2"].paragraph_format.tab_stops[0]
    section = opened.sections[0]
    assert section.page_width is not None
    assert section.left_margin is not None

    assert paragraph_with(opened, "Tidewater Works").text.endswith("\tSept 2023 – present")
    assert stop.alignment.name == "RIGHT"
    assert abs(stop.position + 2 * section.left_margin - section.page_width) < Mm(0.1)


def test_dates_first() -> None:
    """Where a theme has the dates first, they are first here too, with the rest beside them."""
    opened = open_document(document_of("all_sections.en.yaml", Looks("academic")))
    entry = paragraph_with(opened, "Tidewater Works")

    assert entry.text.startswith("Sept 2023 – present\tTidewater Works")
    column = entry.paragraph_format.left_indent
    assert column
    assert entry.paragraph_format.first_line_indent == -column
    assert paragraph_with(opened, "Keeps nine").paragraph_format.left_indent == column


def test_inline() -> None:
    """Bold, italic and code are styles of characters, also inside each other."""
    content = (
        Strong((Text("bold"),)),
        Emphasis((Text("italic"), Strong((Text("both"),)))),
        CodeSpan("code"),
    )
    document = replace(document_of("small.en.yaml"), headline=Leaf(2, content, HERE))
    opened = open_document(document)
    found = {run.text: (run.style and run.style.name, run.italic) for run in runs_of(opened)}

    assert found["bold"] == ("Strong", None)
    assert found["italic"] == ("Emphasis", None)
    assert found["both"] == ("Strong", True)
    assert found["code"] == ("Code", None)


def test_links() -> None:
    """A link leads to its address, also in a heading, where it is not as bold as the title."""
    opened = open_document(document_of("all_sections.en.yaml"))
    heading = paragraph_with(opened, "• Professor")
    links = {link.text: link.address for link in heading.hyperlinks}

    assert links["ida@example.org"] == "mailto:ida@example.org"
    assert heading.hyperlinks[0].runs[0].bold is False


_OWN = {"paper": "letter", "margins": "margin = 25mm", "accent": "AA0033"}


@pytest.mark.parametrize(
    ("looks", "paper", "margin", "accent"),
    [
        (PLAIN, (210, 297), 16, "1F4E79"),
        (Looks("modern"), (210, 297), 16, "0B6E63"),
        (
            Looks(options=tuple(_OWN.items())),
            (215.9, 279.4),
            25,
            "AA0033",
        ),
    ],
    ids=["classic", "modern", "design"],
)
def test_design(looks: Looks, paper: tuple[float, float], margin: float, accent: str) -> None:
    """The paper, the margins and the accent are those of the theme and the design."""
    opened = open_document(document_of("small.en.yaml", looks))
    page = opened.sections[0]

    for found, wanted in zip(
        (page.page_width, page.page_height, page.left_margin, page.bottom_margin),
        (*paper, margin, margin),
        strict=True,
    ):
        assert found is not None
        assert abs(found - Mm(wanted)) < Mm(0.2)
    colour = opened.styles["Heading 1"].font.color.rgb
    assert colour == RGBColor.from_string(accent)


def test_properties() -> None:
    """The file says what it is, who wrote it and in which language, and nothing of a machine."""
    about = open_document(document_of("all_sections.zh.yaml")).core_properties

    assert (about.author, about.title) == ("张样例", "张样例 – 简历")
    assert about.language == "zh-Hans"
    assert about.comments == ""
    assert about.created is not None
    assert about.created.hour == 0


def test_long_property() -> None:
    """What is longer than Word's properties may be is cut between words."""
    keywords = tuple(f"skill\u00a0{at}" for at in range(99))
    kept = open_document(
        replace(document_of("small.en.yaml"), keywords=keywords)
    ).core_properties.keywords

    assert len(kept) <= 255
    assert kept.endswith("skill\u00a025")
    han = open_document(
        replace(document_of("small.en.yaml"), title="字" * 300)
    ).core_properties.title
    assert han == "字" * 255


def test_photo() -> None:
    """The photo is as large as its box allows, beside the name, with its text alternative."""
    opened = open_document(with_photo(document_of("small.en.yaml")))
    anchor = opened.element.body.find(f".//{qn('wp:anchor')}")

    assert anchor.find(qn("wp:docPr")).get("descr") == 'Ada <at> "work"'
    extent = anchor.find(qn("wp:extent"))
    assert (int(extent.get("cx")), int(extent.get("cy"))) == pytest.approx(
        (Mm(17), Mm(34)), rel=0.01
    )
    assert anchor.find(f".//{qn('wp:align')}").text == "right"


def test_signature(tmp_path: Path) -> None:
    """The signature of a closing is above its name, and the photo beside that of the person."""
    signed = Closing(text=None, place=None, signature=document_of("small.en.yaml").name)
    document = replace(with_photo(document_of("small.en.yaml")), closing=signed, signature=photo())
    opened = open_document(document)
    body = [*opened.element.body]

    assert opened.paragraphs[-1].text == "Ada Sample"
    assert body[-3].find(f".//{qn('wp:inline')}") is not None
    assert len(opened.element.findall(f".//{qn('wp:anchor')}")) == 1
    assert _valid(document, tmp_path)


@pytest.mark.parametrize(
    ("language", "name", "layout"),
    [("de", "Ada Muster", "din5008"), ("zh", "张样例", "chinese"), ("ar", "آدا مثال", "plain")],
)
def test_letter(tmp_path: Path, language: str, name: str, layout: str) -> None:
    """A letter has its parts in Word's styles for letters, and the signature above the name."""
    document = letter_in(tmp_path, language, name, layout)
    opened = open_document(document)
    styles = [one.style.name for one in opened.paragraphs if one.style]

    assert check_text(read_text(write_docx(document)), document, TARGET) == ()
    assert {"Recipient", "Letter Date", "Salutation", "Body Text", "Closing", "Signature"} < set(
        styles
    )
    assert len(opened.inline_shapes) == 1
    assert _valid(document, tmp_path)


def _valid(document: Document, folder: Path) -> bool:
    file = folder / "me.docx"
    file.write_bytes(write_docx(document))
    result = OpenXmlValidator().validate(file)
    assert [str(error) for error in result.errors] == []
    return bool(result.is_valid)


@pytest.mark.parametrize("name", DAILY)
def test_valid(tmp_path: Path, name: str) -> None:
    """The file keeps the schema of Word, which would repair or refuse another."""
    assert _valid(with_photo(document_of(name)), tmp_path)


_SMALL = document_of("small.en.yaml")
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1)


@given(TEXTS, TEXTS)
def test_any_text(text: str, inner: str) -> None:
    """Any text that XML can hold is text and not markup, in each kind of inline content."""
    text, inner = (re.sub("[\ufffe\uffff]", "•", one).translate(MARKS) for one in (text, inner))
    content = (
        Text(text),
        Strong((Emphasis((Text(inner),)),)),
        CodeSpan(text),
        Link((Text(inner),), "https://example.org/?a=b&c='\"<"),
    )
    document = replace(_SMALL, contacts=(), sections=(), headline=Leaf(2, content, HERE))
    headline = read_text(write_docx(document)).split("\n", 1)[1]

    assert headline.startswith(text + inner + text + inner)


@pytest.mark.long
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice(tmp_path: Path) -> None:
    """LibreOffice opens the files, and reads every leaf in order, in each language."""
    documents = {file.stem: document_of(file.name) for file in PEOPLE.glob("*.yaml")}
    documents["letter"] = letter_in(tmp_path, "de", "Ada Muster", "din5008")
    for name, document in documents.items():
        (tmp_path / f"{name}.docx").write_bytes(write_docx(document))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(tmp_path / f"{name}.docx") for name in documents]
    command = [str(OFFICE), profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True)

    for name, document in documents.items():
        text = (tmp_path / f"{name}.txt").read_text(encoding="utf-8-sig").translate(MARKS)
        at = 0
        for leaf in document.leaves():
            at = text.find(leaf.text, at)
            assert at >= 0, (name, leaf.text)
            at += len(leaf.text)
