"""Writes the Document as a web page: one file without scripts, which loads nothing.

The template has the elements, with the classes of h-resume (microformats2) and the properties of
schema.org's Person. The style sheet prints the page much as the PDF is.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from operator import itemgetter
from pathlib import Path
from unicodedata import bidirectional

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from cvtex.document import (
    CodeSpan,
    Document,
    Emphasis,
    Inline,
    Leaf,
    Link,
    Strong,
    Text,
    block_tests,
)
from cvtex.unicode.bidi import RIGHT_TO_LEFT, base_of, signed_words
from cvtex.unicode.full_width import HAN
from cvtex.unicode.han import HANGUL, OWN, Han
from cvtex.wording.language import language_of
from cvtex.writers import Writer
from cvtex.writers.html.reading import read_text

_FOLDER = Path(__file__).parent
_EAST = re.compile(f"[{HAN}{HANGUL}]+(?: [{HAN}{HANGUL}]+)*")


def write_page(document: Document) -> str:
    """Return a Document as a page of HTML; the same Document gives the same page."""
    style = f"{_theme(document)}\n{(_FOLDER / 'page.css').read_text(encoding='utf-8')}"
    return _template().render(
        document=document,
        leaf=lambda leaf, classes="", prop="", **link: _leaf(document, leaf, classes, prop, link),
        style=Markup(style),  # noqa: S704 - our own; checked colours and quoted families are put in
        style_digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        base64=lambda jpeg: base64.b64encode(jpeg).decode(),
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.tests.update(block_tests())
    return environment.get_template("page.html.j2")


def _leaf(
    document: Document, leaf: Leaf, classes: str, prop: str, link: Mapping[str, str]
) -> Markup:
    """Return a leaf as a `span`; `prop` is its property, `link` has attributes of its link."""
    attributes = {
        "class": classes,
        "itemprop": prop,
        "lang": language_of(leaf.text, document) or "",
        "dir": _direction(leaf.text, rtl=document.rtl),
    }
    east = "" if attributes["lang"] else _east(leaf.text, document)
    turns = base_of(leaf.text, rtl=document.rtl) == RIGHT_TO_LEFT
    return _element("span", attributes, _inline(leaf.content, link, partial(_text, east, turns)))


def _east(text: str, document: Document) -> str:
    """Return the language of the Han, kana and Hangul in a text of another script, or ""."""
    found = "".join(_EAST.findall(text))
    return language_of(found, document) or "" if found and document.script not in OWN else ""


def _element(tag: str, attributes: Mapping[str, str], content: Markup) -> Markup:
    """Return an element with those attributes that have a value."""
    written = Markup("").join(
        Markup(' {}="{}"').format(name, value) for name, value in attributes.items() if value
    )
    return Markup("<{0}{1}>{2}</{0}>").format(tag, written, content)


def _direction(text: str, *, rtl: bool) -> str:
    """Return the direction of a text that has no letter in the direction of the page, or "".

    A label has none on a page from right to left: its colon has the direction of the line.
    """
    if rtl:
        return "" if base_of(text, rtl=True) == RIGHT_TO_LEFT or text.endswith(":") else "ltr"
    letters = {kind for char in text if (kind := bidirectional(char)) in {"L", "R", "AL"}}
    return "rtl" if letters and "L" not in letters else ""


def _inline(
    content: tuple[Inline, ...], link: Mapping[str, str], write: Callable[[str], Markup]
) -> Markup:
    """Return inline content, with its texts as `write` returns them."""
    return Markup("").join(_part(part, link, write) for part in content)


def _part(part: Inline, link: Mapping[str, str], write: Callable[[str], Markup]) -> Markup:
    match part:
        case Text():
            return write(part.text)
        case CodeSpan():
            return _element("code", {}, write(part.text))
        case Strong():
            return _element("strong", {}, _inline(part.content, link, write))
        case Emphasis():
            return _element("em", {}, _inline(part.content, link, write))
        case Link():
            return _element("a", {**link, "href": part.url}, _inline(part.content, {}, write))


def _text(east: str, turns: bool, text: str) -> Markup:  # noqa: FBT001 - bound by `partial`
    """Return a text, in which a browser needs the language of Han to choose their form.

    If it `turns`, it runs from right to left, and words such as `C#` are kept from left to right.
    """
    units = [(*unit, "bdi", {"dir": "ltr"}) for unit in signed_words(text)] if turns else []
    if east:
        units += [(*run.span(), "span", {"lang": east}) for run in _EAST.finditer(text)]
    pieces, at = Markup(""), 0
    for start, end, tag, attributes in sorted(units, key=itemgetter(0)):
        pieces += escape(text[at:start]) + _element(tag, attributes, escape(text[start:end]))
        at = end
    return pieces + escape(text[at:])


def _theme(document: Document) -> str:
    """Return the properties of the style sheet that the design sets."""
    design = document.design
    latin, east = design.typeface("text", "Latn"), design.typeface("text", "Hani")
    families = [latin.family] if latin else []
    if east:
        families.append(east.family.format(form=OWN.get(document.script, Han.SC)))
    serif = any(word in name for name in families for word in ("Serif", "Libertine"))
    names = [f'"{name}"' for name in families] + ["Georgia", "serif"] * serif
    return f":root {{ --accent: #{design.accent}; --text: {', '.join([*names, 'sans-serif'])}; }}"


WRITER = Writer(
    lambda page: write_page(page).encode(),
    lambda data: read_text(data.decode()),
    enveloped=False,
)
