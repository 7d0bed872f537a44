"""Writes lines of a page as our markup: bold, italic, code and links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from cvtex.ats.layout.lines import Line, TextRun, joined
from cvtex.ats.layout.pieces import Look
from cvtex.document.inline import plain
from cvtex.exchange.texts.plain import escaped
from cvtex.exchange.texts.rich import corrected_url
from cvtex.markup import parse_markup
from cvtex.unicode.han import IDEOGRAPHS

_MONO = re.compile(r"mono|courier|consol|menlo|typewriter|cmtt|libertinem|code", re.IGNORECASE)
_HAN = f"[{IDEOGRAPHS}\u3041-\u30ff]"
# The gap that a page has between Han or kana and Latin is no space in a content file.
_GAP = re.compile(rf"(?<={_HAN}) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%+]) (?={_HAN})")


@dataclass(frozen=True, slots=True)
class _Style:
    bold: bool = False
    italic: bool = False
    code: bool = False
    url: str = ""


_PLAIN = _Style()
_Styled = tuple[str, _Style]


def without_gaps(text: str) -> str:
    """Return a text without the spaces between Han and Latin letters."""
    return _GAP.sub("", text)


def marked(lines: Sequence[Line], body: Look) -> str:
    """Return the text of lines as markup, by what differs from the look of most of it."""
    styled = _without_gaps(_chars(lines, body))
    text = "".join(char for char, _ in styled)
    pieces = (
        _marked("".join(char for char, _ in group), style)
        for style, group in groupby(styled, key=lambda pair: pair[1])
    )
    markup = "".join(pieces)
    # Marks inside a word would be characters: then the text is taken without them.
    return markup if plain(parse_markup(markup)) == text else escaped(text)


def url_of(lines: Iterable[Line]) -> str:
    """Return the first link to the web in some lines, or ''."""
    urls = (run.url for line in lines for cell in line.cells for run in cell.runs)
    return next((url for url in urls if url.startswith(("http://", "https://"))), "")


def _chars(lines: Sequence[Line], body: Look) -> list[_Styled]:
    """Return the characters of lines, with white space collapsed."""
    usual = _usual([run for line in lines for cell in line.cells for run in cell.runs])
    found: list[_Styled] = []
    for line in lines:
        row: list[_Styled] = []
        for cell in line.cells:
            row += [(" ", _PLAIN)] if row else []
            row += [(char, _style(run, usual, body)) for run in cell.runs for char in run.text]
        if found and " " in joined(found[-1][0], row[0][0]):
            found.append((" ", found[-1][1]))
        found += row
    ends = [(" ", _PLAIN), *found]
    return [
        (" " if char.isspace() else char, style)
        for (before, _), (char, style) in pairwise(ends)
        if not (char.isspace() and before.isspace())
    ]


def _without_gaps(styled: Sequence[_Styled]) -> list[_Styled]:
    gaps = {gap.start() for gap in _GAP.finditer("".join(char for char, _ in styled))}
    return [pair for at, pair in enumerate(styled) if at not in gaps]


def _usual(runs: Sequence[TextRun]) -> _Style:
    """Return the style of more than half of the characters."""
    whole = sum(len(run.text) for run in runs)
    bold = sum(len(run.text) for run in runs if run.look.bold)
    italic = sum(len(run.text) for run in runs if run.look.italic)
    return _Style(2 * bold > whole, 2 * italic > whole)


def _style(run: TextRun, usual: _Style, body: Look) -> _Style:
    look = run.look
    url = corrected_url(run.url) if run.url.startswith(("http", "mailto:")) else ""
    if _MONO.search(look.family) and not _MONO.search(body.family):
        return _Style(code=True, url=url)
    return _Style(look.bold and not usual.bold, look.italic and not usual.italic, url=url)


def _marked(text: str, style: _Style) -> str:
    """Return a text with the marks of its style, and the spaces around it outside."""
    words = text.strip()
    if not words:
        return text
    before, _, after = text.partition(words)
    is_code = style.code and "`" not in words
    inner = f"`{words}`" if is_code else escaped(words)
    marks = "**" * style.bold + "*" * style.italic
    inner = f"{marks}{inner}{marks}"
    if style.url and style.url.removeprefix("mailto:") != words:
        inner = f"[{inner}]({style.url})"
    return f"{before}{inner}{after}"
