"""A Word document says which script, language and direction each text has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from docx.oxml.ns import qn

from cvtex.build.check import check_content
from cvtex.document import (
    Leaf,
    Text,
)

from .word import (
    HERE,
    PEOPLE,
    attribute_of,
    document_of,
    open_document,
    paragraph_with,
    run_with,
    runs_of,
)

if TYPE_CHECKING:
    pass


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
    run = run_with(open_document(document), text)

    assert {key: attribute_of(run, *key.split("/")) for key in values} == values


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
    document = replace(document_of("small.zh.yaml"), headline=Leaf(2, (Text(text),), HERE))
    run = run_with(open_document(document), text)

    assert {key: attribute_of(run, *key.split("/")) for key in values} == values


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
    element = open_document(document_of(name)).styles.element
    found = element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")

    assert {key: found.get(qn(f"w:{key}")) for key in languages} == languages


def test_right_to_left() -> None:
    """The page and the paragraphs run from right to left, and addresses in them do not."""
    opened = open_document(document_of("long.he.yaml"))
    path = f"{qn('w:pPr')}/{qn('w:bidi')}"
    flags = [one.paragraph_format.element.find(path) for one in opened.paragraphs]
    phone = next(run for run in runs_of(opened) if "+972" in run.text)

    assert None not in flags
    assert opened.sections[0]._sectPr.find(qn("w:bidi")) is not None  # noqa: SLF001 - no other way
    assert attribute_of(phone, "w:rtl") is None
    assert "\u200e+972 50-234-5678\u200e" in paragraph_with(opened, "+972").text


def test_signs_of_a_word() -> None:
    """On a page from right to left, Word keeps the signs of a Latin word at their side."""
    document = replace(document_of("long.he.yaml"), headline=Leaf(2, (Text("ש C++, ע"),), HERE))
    assert "ש \u200eC++\u200e, ע" in paragraph_with(open_document(document), "C++\u200e, ע").text


def test_label_on_a_page_from_right_to_left() -> None:
    """The colon of a label in Latin letters has the direction of its line."""
    document = replace(document_of("long.he.yaml"), headline=Leaf(2, (Text("English:"),), HERE))
    assert "\u200eEnglish\u200e:\u200f" in paragraph_with(open_document(document), "English").text
