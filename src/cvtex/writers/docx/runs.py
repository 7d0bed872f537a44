"""Writes the leaves of a Document as runs of Word, each in one script.

Word takes the font of a run by the script of its characters: `w:ascii` for Latin, `w:eastAsia` for
Han, kana and Hangul, `w:cs` for complex scripts. A run from right to left has `w:rtl`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from unicodedata import bidirectional, category

from markupsafe import Markup

from cvtex.document import CodeSpan, Document, Emphasis, Inline, Leaf, Link, Strong, Text
from cvtex.unicode.bidi import RIGHT_TO_LEFT, base_of, leaf_levels, signed_words
from cvtex.unicode.full_width import full_width
from cvtex.unicode.han import Han, form, hangul
from cvtex.wording.language import language_of, script_of
from cvtex.writers.docx.looks import COMPLEX, StyleValues, word_tag

_LANGUAGES = {"latin": "val", "east": "eastAsia", "complex": "bidi"}

_LIGHT = frozenset({"Detail", "Place", "Period"})
"""The styles of what is in the row of a heading, and not bold."""

_LEFT, _RIGHT = "\u200e", "\u200f"
MARKS = frozenset((_LEFT, _RIGHT))
"""Around a text, and between two: keep the order where a program goes by characters (UAX #9)."""


@dataclass(frozen=True, slots=True)
class _RunStyle:
    """How a text stands out, and the address that it links to."""

    strong: bool = False
    emphasis: bool = False
    code: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class _Script:
    """The kind of fonts for a character, the name of a complex script, and the direction."""

    kind: str
    name: str = ""
    rtl: bool = False


class Runs:
    """Writes the leaves of a document; `link` returns the relationship of an address."""

    def __init__(self, document: Document, looks: StyleValues, link: Callable[[str], str]) -> None:
        """Prepare the runs of a document."""
        self._document, self._looks, self._link = document, looks, link

    def leaf(self, leaf: Leaf, style: str = "") -> Markup:
        """Return the runs of a leaf, in a style of characters."""
        text = leaf.text
        base = base_of(text, rtl=self._document.rtl)
        east = form(text, self._looks.own or Han.SC)
        styles = [one for one, part in _styled(leaf.content, _RunStyle()) for _ in part]
        scripts = _scripts(text, leaf_levels(text, rtl=self._document.rtl))
        marked = _marked(text) if base == RIGHT_TO_LEFT else text

        def runs(places: range) -> Markup:
            written = []
            for url, linked in groupby(places, key=lambda at: styles[at].url):
                alike = groupby(linked, key=lambda at: (styles[at], scripts[at]))
                inner = Markup("").join(
                    self._run("".join(marked[at] for at in run), looks, script, east, style)
                    for (looks, script), run in alike
                )
                written.append(self._linked(inner, url) if url else inner)
            return Markup("").join(written)

        if base > RIGHT_TO_LEFT:  # an address, a number or a label, in a line from right to left
            mark = self._run(_LEFT, _RunStyle(), _Script("latin"), east, "")
            if not text.endswith(":"):
                return mark + runs(range(len(text))) + mark
            # The colon has the direction of the line.
            colon = runs(range(len(text) - 1, len(text)))
            rest = self._run(_RIGHT, _RunStyle(), _Script("latin", rtl=True), east, "")
            return mark + runs(range(len(text) - 1)) + mark + colon + rest
        return runs(range(len(text)))

    def gap(self, label: Leaf | None) -> Markup:
        """Return the space behind a label."""
        return self._layout(label.gap, "") if label and label.gap else Markup("")

    def apart(self) -> Markup:
        """Return what is between two texts of a line."""
        return self._layout(f" {_RIGHT}• " if self._document.rtl else " • ", "Apart")

    def _layout(self, text: str, style: str) -> Markup:
        script = _Script("latin", rtl=self._document.rtl)
        return self._run(text, _RunStyle(), script, Han.SC, style)

    def _linked(self, runs: Markup, url: str) -> Markup:
        return Markup('<w:hyperlink r:id="{}" w:history="1">{}</w:hyperlink>').format(
            self._link(url), runs
        )

    def _run(self, text: str, looks: _RunStyle, script: _Script, east: Han, style: str) -> Markup:
        """Return a run; the order of its properties is that of the schema."""
        named = {
            "Hyperlink": bool(looks.url),
            "Code": looks.code,
            "Strong": looks.strong,
            "Emphasis": looks.emphasis,
            style: bool(style),
        }
        shown = next((name for name, given in named.items() if given), "")
        fonts = self._fonts(script, east)
        language = self._language(text, script)
        properties = [
            _property("rStyle", val=shown) if shown else "",
            _property("rFonts", **fonts) if fonts else "",
            _weight(looks, shown, style),
            _property("i") + _property("iCs") if looks.emphasis and shown != "Emphasis" else "",
            _property("rtl") if script.rtl else "",
            _property("cs") if script.kind == "complex" and not script.rtl else "",
            # East Asian fonts have no italics.
            _property("em", val="dot") if looks.emphasis and script.kind == "east" else "",
            _property("lang", **language) if language else "",
        ]
        return Markup('<w:r><w:rPr>{}</w:rPr><w:t xml:space="preserve">{}</w:t></w:r>').format(
            Markup("").join(properties), text
        )

    def _fonts(self, script: _Script, east: Han) -> dict[str, str]:
        """Return the fonts of a run that are not those of its style."""
        looks = self._looks
        match script.kind:
            case "east":
                # Also marks that Latin fonts have, such as quotation marks, are in this font.
                hint = {"hint": "eastAsia"}
                if east is (looks.own or Han.SC):
                    return hint
                return hint | {"eastAsia": looks.east("text", east)}
            case "complex" if script.name and script.name != looks.script:
                return {"cs": looks.complex("text", script.name)}
        return {}

    def _language(self, text: str, script: _Script) -> dict[str, str]:
        """Return the language of a run, if it is not that of the document for its kind."""
        found = language_of(text, self._document)
        if not found:
            return {}
        name, tag = _LANGUAGES[script.kind], word_tag(found)
        return {} if self._looks.languages[name] == tag else {name: tag}


def _weight(looks: _RunStyle, shown: str, style: str) -> Markup:
    """Return the weight of a run whose style does not have it."""
    if looks.strong and shown != "Strong":
        return _property("b") + _property("bCs")
    # In a heading, which is bold, a link does not have the style of the other details.
    is_light = style in _LIGHT and shown != style and not looks.strong
    return _property("b", val="0") + _property("bCs", val="0") if is_light else Markup("")


def _property(name: str, **values: str) -> Markup:
    written = Markup("").join(
        Markup(' w:{}="{}"').format(key, value) for key, value in values.items()
    )
    return Markup("<w:{}{}/>").format(name, written)


def _marked(text: str) -> list[str]:
    """Return the characters of a text from right to left, with marks around words such as `C#`."""
    marked = [*text]
    for start, end in signed_words(text):
        marked[start] = _LEFT + marked[start]
        marked[end - 1] += _LEFT
    return marked


def _styled(content: tuple[Inline, ...], style: _RunStyle) -> Iterator[tuple[_RunStyle, str]]:
    """Yield the texts of inline content, each with how it stands out."""
    for part in content:
        match part:
            case Text():
                yield style, part.text
            case CodeSpan():
                yield replace(style, code=True), part.text
            case Strong():
                yield from _styled(part.content, replace(style, strong=True))
            case Emphasis():
                yield from _styled(part.content, replace(style, emphasis=True))
            case Link():
                yield from _styled(part.content, replace(style, url=part.url))


def _scripts(text: str, embedding: list[int]) -> list[_Script]:
    """Return the script of each character; a mark has that of its letter."""
    east = full_width(text)
    found: list[_Script] = []
    for at, char in enumerate(text):
        rtl = embedding[at] % 2 == 1 or bidirectional(char) == "AN"
        name = script_of(char) or ""
        if category(char)[0] == "M" and found:
            found.append(found[-1])
        elif name in COMPLEX or rtl:
            found.append(_Script("complex", name if name in COMPLEX else "", rtl))
        elif at in east or hangul().match(char):
            found.append(_Script("east"))
        else:
            found.append(_Script("latin"))
    return _joined(found)


def _joined(scripts: list[_Script]) -> list[_Script]:
    """Return scripts with neutral characters in the run before them, if it has their direction."""
    joined: list[_Script] = []
    for script in scripts:
        before = joined[-1] if joined else script
        neutral = script.kind == "complex" and not script.name and before.kind == "complex"
        joined.append(before if neutral and before.rtl == script.rtl else script)
    return joined
