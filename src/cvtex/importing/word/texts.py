"""Reads the text of a paragraph in a Word file: its runs, tabs, line ends and links.

What is deleted (tracked) or hidden is not read; what is inserted is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cvtex.ats.layout.pieces import Look
from cvtex.importing.word.looks import W, WordStyles, Xml

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
# Directional formatting characters (UAX #9), which a content file has no need of.
_DIRECTIONAL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INSIDE = frozenset(
    {"ins", "smartTag", "sdt", "sdtContent", "fldSimple", "moveTo", "customXml", "dir", "bdo"}
)
_CHARS = {"noBreakHyphen": "-", "cr": "\n", "br": "\n", "tab": "\t", "ptab": "\t"}
_NOTES = frozenset({"footnoteReference", "endnoteReference"})
_PICTURES = frozenset({"drawing", "pict", "object"})


@dataclass(frozen=True, slots=True)
class WordRun:
    """Characters of one look, with tabs and line ends, and with the target of their link."""

    text: str
    look: Look
    url: str = ""


@dataclass(slots=True)
class ParagraphReader:
    """Reads paragraphs; `links` are the targets by their ids.

    `boxes` are the text boxes that are anchored in what was read, `lost` is what has no text.
    """

    looks: WordStyles
    links: Mapping[str, str]
    boxes: list[Xml] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    _fields: list[str] = field(default_factory=list)
    _is_code: list[bool] = field(default_factory=list)

    def runs(self, paragraph: Xml) -> list[WordRun]:
        """Return the runs of a paragraph."""
        return [*self._runs(paragraph, paragraph, "")]

    def _runs(self, parent: Xml, paragraph: Xml, url: str) -> Iterator[WordRun]:
        for element in parent:
            name = _local(element)
            if name == "r":
                yield from self._run(element, paragraph, url)
            elif name == "hyperlink":
                target = self.links.get(element.get(_RELATION, ""), "")
                yield from self._runs(element, paragraph, target or url)
            elif name in _INSIDE:
                found = _LINK.match(element.get(f"{W}instr", ""))
                yield from self._runs(element, paragraph, found[1] if found else url)

    def _run(self, run: Xml, paragraph: Xml, url: str) -> Iterator[WordRun]:
        if self.looks.is_hidden(run):
            self.lost += ["hidden text"] if "".join(run.itertext()).strip() else []
            return
        text = "".join(self._chars(run))
        if text and not (self._is_code and self._is_code[-1]):
            if self.looks.is_capital(run, paragraph):
                text = text.upper()
            target = next((one for one in reversed(self._fields) if one), "")
            yield WordRun(text, self.looks.of(run, paragraph), url or target)

    def _chars(self, run: Xml) -> Iterator[str]:
        for element in run:
            name = _local(element)
            if name == "t":
                yield _DIRECTIONAL.sub("", element.text or "")
            elif name in _CHARS:
                yield "" if element.get(f"{W}type") == "page" else _CHARS[name]
            elif name == "sym":
                yield _symbol(element.get(f"{W}char", ""))
            elif name == "ruby":
                self.lost.append("ruby text")
                for base in element.iterfind(f"{W}rubyBase/{W}r"):
                    yield from self._chars(base)
            else:
                self._other(name, element)

    def _other(self, name: str, element: Xml) -> None:
        """Note what stands in a run and is no text."""
        if name == "instrText" and self._fields:
            found = _LINK.match(element.text or "")
            self._fields[-1] = found[1] if found else self._fields[-1]
        elif name == "fldChar":
            self._field(element.get(f"{W}fldCharType", ""))
        elif name in _NOTES:
            self.lost.append("footnote")
        elif name in _PICTURES:
            self._drawing(element)
        elif element.tag == f"{_MARKUP}AlternateContent":
            for one in element.iterfind(f"{_MARKUP}Choice/*"):
                self._drawing(one)

    def _field(self, kind: str) -> None:
        """Follow the parts of a field: its code, which is no text, and its result."""
        if kind == "begin":
            self._fields.append("")
            self._is_code.append(True)
        elif self._fields and kind == "separate":
            self._is_code[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()
            self._is_code.pop()

    def _drawing(self, element: Xml) -> None:
        boxes = [*element.iter(f"{W}txbxContent")]
        self.boxes += boxes
        if not boxes:
            self.lost.append("picture")


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _local(element: Xml) -> str:
    """Return the name of an element of WordprocessingML, or '' for a comment or another one."""
    tag = element.tag
    return tag.removeprefix(W) if isinstance(tag, str) and tag.startswith(W) else ""
