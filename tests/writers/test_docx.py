"""The Word document of a Document: all of its words, in real styles, that Word opens as it is."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from hypothesis import given
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator
from PIL import Image

from cvtex.build.check import check_content
from cvtex.design.looks import PLAIN, Looks
from cvtex.diagnostics import Span
from cvtex.document import (
    Closing,
    CodeSpan,
    Document,
    Emphasis,
    Leaf,
    Link,
    Photo,
    Picture,
    Strong,
    Text,
)
from cvtex.verify.readback.text_files import check_text
from cvtex.writers.docx import WRITER, write_docx
from cvtex.writers.docx.reading import read_text

if TYPE_CHECKING:
    from docx.document import Document as Docx

PEOPLE = Path(__file__).parents[1] / "people"
TARGET = Path("me.docx")
HERE = Span(Path("resume.yaml"), 1, 1)
MARKS = {0x200E: None, 0x200F: None}  # they keep the order of what runs from right to left

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")

RESUME = """\
language: {language}
name: {name}
contacts: [email: ada@example.org, address: 3 Mill Lane]
sections: [{{type: list, title: Samples, entries: [A sample]}}]
"""
LETTER = """\
layout: {layout}
recipient: [Example Engines, 12 Mill Lane]
place: Northmere
date: 2026-03-01
subject: Engineer of engines
opening: Dear Ms Model,
paragraphs: [I read your advertisement., {{text: "What I bring:", highlights: [a planner]}}]
closing: Yours sincerely,
enclosures: [References]
"""


def _document(name: str, looks: Looks = PLAIN) -> Document:
    document = check_content(PEOPLE / name, looks).value
    assert document is not None
    return document


@pytest.fixture(scope="module")
def english() -> Docx:
    """Return the Word document of an invented person with every type of section, to be read."""
    return _open(_document("all_sections.en.yaml"))


def _open(document: Document) -> Docx:
    return docx.Document(BytesIO(write_docx(document)))


def _paragraph(opened: Docx, text: str) -> Paragraph:
    return next(one for one in opened.paragraphs if text in one.text)


def _runs(opened: Docx) -> Iterator[Run]:
    for paragraph in opened.paragraphs:
        for part in paragraph.iter_inner_content():
            yield from [part] if isinstance(part, Run) else part.runs


def _run(opened: Docx, text: str) -> Run:
    return next(run for run in _runs(opened) if text in run.text)


def _set(run: Run, name: str, value: str = "w:val") -> str | None:
    """Return an attribute of a property of a run, which is "" for a flag that is set."""
    found = run.element.find(f".//{qn(name)}")
    return None if found is None else found.get(qn(value), "" if value == "w:val" else None)


def _photo() -> Photo:
    file = BytesIO()
    Image.new("RGB", (300, 600)).save(file, "JPEG")
    picture = Picture(file.getvalue(), 300, 600, Path("me.jpg"), "")
    return Photo(picture, 'Ada <at> "work"', HERE)


def _with_photo(document: Document) -> Document:
    return replace(document, photo=_photo())


def _letter(folder: Path, language: str, name: str, layout: str) -> Document:
    """Return a letter with a signature."""
    texts = {"resume": RESUME.format(language=language, name=name)}
    texts["letter.acme"] = LETTER.format(layout=layout)
    for kind, text in texts.items():
        (folder / f"{kind}.{language}.yaml").write_text(text, encoding="utf-8")
    document = check_content(folder / f"letter.acme.{language}.yaml").value
    assert document is not None
    return replace(document, signature=_photo())


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
    document = _document(name)

    assert check_text(read_text(write_docx(document)), document, TARGET) == ()


def test_damaged() -> None:
    """A file that lacks a text is found out."""
    document = _document("small.en.yaml")
    lacking = write_docx(replace(document, sections=document.sections[:-1]))
    assert WRITER.read is not None

    assert check_text(WRITER.read(lacking), document, TARGET)


def test_same() -> None:
    """The same Document gives the same bytes."""
    assert write_docx(_document("small.zh.yaml")) == write_docx(_document("small.zh.yaml"))


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
    paragraph = _paragraph(english, text)

    assert paragraph.style is not None
    assert paragraph.style.name == style


def test_dates() -> None:
    """The dates of an entry stand behind a tab at the right margin."""
    opened = _open(_document("all_sections.en.yaml"))
    stop = opened.styles["Heading 2"].paragraph_format.tab_stops[0]
    section = opened.sections[0]
    assert section.page_width is not None
    assert section.left_margin is not None

    assert _paragraph(opened, "Tidewater Works").text.endswith("\tSept 2023 – present")
    assert stop.alignment.name == "RIGHT"
    assert abs(stop.position + 2 * section.left_margin - section.page_width) < Mm(0.1)


def test_dates_first() -> None:
    """Where a theme has the dates first, they are first here too, with the rest beside them."""
    opened = _open(_document("all_sections.en.yaml", Looks("academic")))
    entry = _paragraph(opened, "Tidewater Works")

    assert entry.text.startswith("Sept 2023 – present\tTidewater Works")
    column = entry.paragraph_format.left_indent
    assert column
    assert entry.paragraph_format.first_line_indent == -column
    assert _paragraph(opened, "Keeps nine").paragraph_format.left_indent == column


def test_inline() -> None:
    """Bold, italic and code are styles of characters, also inside each other."""
    content = (
        Strong((Text("bold"),)),
        Emphasis((Text("italic"), Strong((Text("both"),)))),
        CodeSpan("code"),
    )
    document = replace(_document("small.en.yaml"), headline=Leaf(2, content, HERE))
    opened = _open(document)
    found = {run.text: (run.style and run.style.name, run.italic) for run in _runs(opened)}

    assert found["bold"] == ("Strong", None)
    assert found["italic"] == ("Emphasis", None)
    assert found["both"] == ("Strong", True)
    assert found["code"] == ("Code", None)


def test_links() -> None:
    """A link leads to its address, also in a heading, where it is not as bold as the title."""
    opened = _open(_document("all_sections.en.yaml"))
    heading = _paragraph(opened, "• Professor")
    links = {link.text: link.address for link in heading.hyperlinks}

    assert links["ida@example.org"] == "mailto:ida@example.org"
    assert heading.hyperlinks[0].runs[0].bold is False


@pytest.mark.parametrize(
    ("name", "text", "values"),
    [
        # The quotation marks are in the East Asian font, as Han is.
        ("golden/zhang.yaml", "把“取样”的误差降低", {"w:rFonts/w:hint": "eastAsia"}),
        ("golden/zhang.yaml", "5,200", {"w:rFonts/w:hint": None, "w:lang/w:val": None}),
        ("people/scripts.en.yaml", "किताब", {"w:cs/w:val": "", "w:rtl/w:val": None}),
        ("people/long.he.yaml", "מפתחת תוכנה", {"w:rtl/w:val": "", "w:lang/w:bidi": None}),
        ("people/long.he.yaml", "PostgreSQL", {"w:rtl/w:val": None}),
    ],
)
def test_scripts(name: str, text: str, values: dict[str, str | None]) -> None:
    """Each run says which of Word's fonts it takes, and in which direction it runs."""
    document = check_content(PEOPLE.parent / _place(name)).value
    assert document is not None
    run = _run(_open(document), text)

    assert {key: _set(run, *key.split("/")) for key in values} == values


def _place(name: str) -> str:
    return f"writers/{name}" if name.startswith("golden") else name


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("東京の工場", {"w:rFonts/w:eastAsia": "Noto Serif CJK JP", "w:lang/w:eastAsia": "ja-JP"}),
        ("工程师", {"w:rFonts/w:eastAsia": None, "w:lang/w:eastAsia": None}),
        ("مهندسة", {"w:rFonts/w:cs": "Noto Naskh Arabic", "w:lang/w:bidi": "ar-EG"}),
        ("инженер", {"w:lang/w:val": "ru-RU"}),
    ],
)
def test_other_language(text: str, values: dict[str, str | None]) -> None:
    """A text in another language than the document's has its language and its fonts."""
    document = replace(_document("small.zh.yaml"), headline=Leaf(2, (Text(text),), HERE))
    run = _run(_open(document), text)

    assert {key: _set(run, *key.split("/")) for key in values} == values


@pytest.mark.parametrize(
    ("name", "languages"),
    [
        ("small.zh.yaml", {"val": "en-US", "eastAsia": "zh-CN", "bidi": "ar-SA"}),
        ("all_sections.en.yaml", {"val": "en-GB", "eastAsia": "zh-CN", "bidi": "ar-SA"}),
        ("long.he.yaml", {"val": "en-US", "eastAsia": "zh-CN", "bidi": "he-IL"}),
    ],
)
def test_default_language(name: str, languages: dict[str, str]) -> None:
    """The language of the document is that of its kind of script."""
    element = _open(_document(name)).styles.element
    found = element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")

    assert {key: found.get(qn(f"w:{key}")) for key in languages} == languages


def test_right_to_left() -> None:
    """The page and the paragraphs run from right to left, and addresses in them do not."""
    opened = _open(_document("long.he.yaml"))
    path = f"{qn('w:pPr')}/{qn('w:bidi')}"
    flags = [one.paragraph_format.element.find(path) for one in opened.paragraphs]
    phone = next(run for run in _runs(opened) if "+972" in run.text)

    assert None not in flags
    assert opened.sections[0]._sectPr.find(qn("w:bidi")) is not None  # noqa: SLF001 - no other way
    assert _set(phone, "w:rtl") is None
    assert "\u200e+972 50-234-5678\u200e" in _paragraph(opened, "+972").text


def test_signs_of_a_word() -> None:
    """On a page from right to left, Word keeps the signs of a Latin word at their side."""
    document = replace(_document("long.he.yaml"), headline=Leaf(2, (Text("ש C++, ע"),), HERE))
    assert "ש \u200eC++\u200e, ע" in _paragraph(_open(document), "C++\u200e, ע").text


def test_label_on_a_page_from_right_to_left() -> None:
    """The colon of a label in Latin letters has the direction of its line."""
    document = replace(_document("long.he.yaml"), headline=Leaf(2, (Text("English:"),), HERE))
    assert "\u200eEnglish\u200e:\u200f" in _paragraph(_open(document), "English").text


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
    opened = _open(_document("small.en.yaml", looks))
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
    about = _open(_document("all_sections.zh.yaml")).core_properties

    assert (about.author, about.title) == ("张样例", "张样例 – 简历")
    assert about.language == "zh-Hans"
    assert about.comments == ""
    assert about.created is not None
    assert about.created.hour == 0


def test_long_property() -> None:
    """What is longer than Word's properties may be is cut between words."""
    keywords = tuple(f"skill\u00a0{at}" for at in range(99))
    kept = _open(replace(_document("small.en.yaml"), keywords=keywords)).core_properties.keywords

    assert len(kept) <= 255
    assert kept.endswith("skill\u00a025")
    han = _open(replace(_document("small.en.yaml"), title="字" * 300)).core_properties.title
    assert han == "字" * 255


def test_photo() -> None:
    """The photo is as large as its box allows, beside the name, with its text alternative."""
    opened = _open(_with_photo(_document("small.en.yaml")))
    anchor = opened.element.body.find(f".//{qn('wp:anchor')}")

    assert anchor.find(qn("wp:docPr")).get("descr") == 'Ada <at> "work"'
    extent = anchor.find(qn("wp:extent"))
    assert (int(extent.get("cx")), int(extent.get("cy"))) == pytest.approx(
        (Mm(17), Mm(34)), rel=0.01
    )
    assert anchor.find(f".//{qn('wp:align')}").text == "right"


def test_signature(tmp_path: Path) -> None:
    """The signature of a closing is above its name, and the photo beside that of the person."""
    signed = Closing(text=None, place=None, signature=_document("small.en.yaml").name)
    document = replace(_with_photo(_document("small.en.yaml")), closing=signed, signature=_photo())
    opened = _open(document)
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
    document = _letter(tmp_path, language, name, layout)
    opened = _open(document)
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
    assert _valid(_with_photo(_document(name)), tmp_path)


_SMALL = _document("small.en.yaml")
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
    documents = {file.stem: _document(file.name) for file in PEOPLE.glob("*.yaml")}
    documents["letter"] = _letter(tmp_path, "de", "Ada Muster", "din5008")
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
