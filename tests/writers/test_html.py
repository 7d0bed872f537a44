"""The web page of a Document: all of its words, and what each of them is."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.build.check import check_content
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
from cvtex.writers.html import write_page
from cvtex.writers.html.reading import read_text
from elements import read_html

if TYPE_CHECKING:
    from elements import Element

PEOPLE = Path(__file__).parents[1] / "people"
TARGET = Path("me.html")
HERE = Span(Path("resume.yaml"), 1, 1)


def _document(name: str) -> Document:
    document = check_content(PEOPLE / name).value
    assert document is not None
    return document


def _having(page: Element, prop: str) -> list[Element]:
    return [found for found in page.walk() if found.attributes.get("itemprop") == prop]


@pytest.fixture(scope="module")
def page() -> Element:
    """Return the page of an invented person with every type of section."""
    return read_html(write_page(_document("all_sections.en.yaml")))


@pytest.mark.parametrize("name", sorted(file.name for file in PEOPLE.glob("*.yaml")))
def test_whole(name: str) -> None:
    """All words come back in order, with nothing else, in every script and type of section."""
    document = _document(name)

    assert check_text(read_text(write_page(document)), document, TARGET) == ()


def test_outline(page: Element) -> None:
    """The headings are the name, the sections, the entries and their parts."""
    levels = {level: len(page.find(f"h{level}")) for level in range(1, 5)}

    assert levels[1] == 1
    assert [heading.text.strip() for heading in page.find("h2")][:3] == [
        "Summary",
        "Studies",
        "Work experience",
    ]
    assert levels[3] > 10
    assert levels[4] == 4


@pytest.mark.parametrize(
    ("prop", "values"),
    [
        ("name", ["Ada Sample", "University of Northmere", "Saltmarsh College"]),
        ("email", ["ada@example.org", "ada_sample@mail.example.com"]),
        ("telephone", ["+1 202-555-0143", "+44 20 7946 0958"]),
        ("address", ["7 Invented Lane, Northmere"]),
        ("url", ["example.org/ada"]),
        ("sameAs", ["ada-sample"]),
        ("award", ["Golden Sluice", "Travel grant"]),
    ],
)
def test_properties(page: Element, prop: str, values: list[str]) -> None:
    """A machine reads what a text is of the person, in schema.org's words."""
    assert [found.text for found in _having(page, prop)] == values


def test_alone(page: Element) -> None:
    """The page has no script, and loads nothing."""
    policy = page.find("meta", http_equiv="Content-Security-Policy")[0].attributes["content"]

    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not page.find("script")
    assert not page.find("link")


def test_photo() -> None:
    """The photo and the signature are in the page, with their text alternatives."""
    document = _document("small.en.yaml")
    picture = Picture(b"\xff\xd8", 30, 40, Path("me.jpg"), "")
    photo, signed = Photo(picture, "Ada <at> work", HERE), Photo(picture, "Ada's hand", HERE)
    closing = Closing(text=None, place=None, signature=None)
    document = replace(document, photo=photo, closing=closing, signature=signed)
    html = read_html(write_page(document))
    image, signature = (one.attributes for one in html.find("img"))

    assert image["src"] == "data:image/jpeg;base64,/9g="
    assert image["alt"] == "Ada <at> work"
    assert signature["alt"] == "Ada's hand"
    assert html.find("footer")[0].find("img")


@pytest.mark.parametrize(
    ("name", "text", "attributes"),
    [
        ("small.en.yaml", "工程师", {"lang": "zh-Hans"}),
        ("small.en.yaml", "מהנדסת", {"lang": "he", "dir": "rtl"}),
        ("long.he.yaml", "+1 202-555-0143", {"dir": "ltr"}),
        ("long.he.yaml", "English:", {"lang": "en"}),
        ("long.he.yaml", "2018 – 2028", {}),
        ("small.en.yaml", "Engineer", {}),
    ],
)
def test_language(name: str, text: str, attributes: dict[str, str]) -> None:
    """A text in another language or direction says so."""
    document = replace(_document(name), headline=Leaf(2, (Text(text),), HERE))
    headline = _having(read_html(write_page(document)), "description")[0]

    assert {key: headline.attributes.get(key) for key in attributes} == attributes
    assert headline.attributes.keys() <= {"class", "itemprop", *attributes}


@pytest.mark.parametrize(
    ("name", "text", "inner"),
    [
        ("small.en.yaml", "At 清华 大学, China", 'At <span lang="zh-Hans">清华 大学</span>, China'),
        ("small.en.yaml", "The 渡辺", 'The <span lang="ja">渡辺</span>'),
        ("small.en.yaml", "Led 네이버", 'Led <span lang="ko">네이버</span>'),
        ("small.zh.yaml", "在 Go 项目", "在 Go 项目"),
    ],
)
def test_language_of_a_run(name: str, text: str, inner: str) -> None:
    """Han, kana and Hangul inside a text in Latin letters say which language they are in."""
    document = replace(_document(name), headline=Leaf(2, (Text(text),), HERE))

    assert inner in write_page(document)


def test_signs_of_a_word() -> None:
    """On a page from right to left, a browser keeps a Latin word with its signs together."""
    document = _document("long.he.yaml")
    page = write_page(replace(document, headline=Leaf(2, (Text("ש C++, Rust"),), HERE)))

    assert 'ש <bdi dir="ltr">C++</bdi>, Rust' in page


_SMALL = _document("small.en.yaml")
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1)


@given(TEXTS, TEXTS)
def test_any_text(text: str, inner: str) -> None:
    """Any text is text and not markup, in each kind of inline content."""
    content = (
        Text(text),
        Strong((Emphasis((Text(inner),)),)),
        CodeSpan(text),
        Link((Text(inner),), "https://example.org/?a=b&c='\"<"),
    )
    document = replace(_SMALL, contacts=(), sections=(), headline=Leaf(2, content, HERE))
    html = write_page(document)
    headline = _having(read_html(html), "description")[0]

    assert headline.text == text + inner + text + inner
    assert not re.search(r"<script|<img", html)
