"""The Document as LaTeX source.

Text becomes `Tex` only through the encoders below, and the template prints nothing else: to forget
an escape is an error.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Self

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pylatexenc.latexencode import (
    RULE_DICT,
    UnicodeToLatexConversionRule,
    UnicodeToLatexEncoder,
)

from cvtex.document import (
    Code,
    Document,
    Emphasis,
    Entry,
    Highlights,
    Inline,
    Leaf,
    Link,
    Notes,
    Paragraph,
    Strong,
    Text,
)
from cvtex.resources import latex_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

# What TeX takes for a command or a mark, and nothing more: pylatexenc's own table also turns é
# into \'e. The words are closed with {} so that they eat no space behind them.
_SPECIALS = {
    ord("\\"): r"\textbackslash{}",
    ord("{"): r"\{",
    ord("}"): r"\}",
    ord("$"): r"\$",
    ord("&"): r"\&",
    ord("#"): r"\#",
    ord("%"): r"\%",
    ord("_"): r"\_",
    ord("~"): r"\textasciitilde{}",
    ord("^"): r"\textasciicircum{}",
}

# Punctuation that Western and Chinese fonts share: which face it takes depends on its neighbours.
# A dash of one en is no mark of Chinese (GB/T 15834), and keeps the spaces around it.
_SHARED = frozenset("‘’“”…—–·")
_EAST = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")

# A text shorter than this (in columns of Latin letters) has no last line that could be short.
_TIED_FROM = 60
# A last word longer than this does not look forlorn.
_TIED_WORD = 14
# A run of characters without a space as long as this may not fit in what is left of a line.
_LONG_RUN = re.compile("[!-~]{30,}")
# After these an address may go on in the next line; after a hyphen readers would take it away.
_BREAKABLE = frozenset("/._?&=,;")

# Where words have no spaces, the last characters stay together, as many as these.
_TIED_EAST = 5

_NAME = re.compile(r"[A-Za-z0-9-]+")


class Tex(str):
    """LaTeX source; `__html__` tells Jinja that it is escaped."""

    __slots__ = ()

    def __html__(self) -> Self:
        """Return the source as it is."""
        return self


def write_latex(document: Document) -> str:
    """Return the LaTeX source of a Document."""
    return _environment().get_template("resume.tex.j2").render(document=document)


def escape(text: str) -> Tex:
    """Return literal characters as LaTeX that prints them."""
    return Tex(_encoder().unicode_to_latex(text))


def leaf(value: Leaf) -> Tex:
    """Return a leaf with its number, by which the log and the finished PDF know it."""
    return Tex(f"\\cvleaf{{{value.number}}}{{{_Inline(value.text).tex(value.content)}}}")


class _Inline:
    """Writes the inline content of one leaf, which takes knowing the characters around each."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._space = _tied_space(text)
        self._east = _tied_east(text)
        self._breaks = {
            at
            for run in _LONG_RUN.finditer(text)
            for at in range(run.start(), run.end() - 1)
            if text[at] in _BREAKABLE
        }

    def tex(self, content: tuple[Inline, ...]) -> Tex:
        return Tex("".join(self._part(part) for part in content))

    def _part(self, part: Inline) -> str:
        match part:
            case Text():
                return "".join(self._pieces(part.text))
            case Code():
                self._at += len(part.text)
                return f"\\cvcode{{{escape(part.text)}}}"
            case Strong():
                return f"\\cvstrong{{{self.tex(part.content)}}}"
            case Emphasis():
                return f"\\cvemphasis{{{self.tex(part.content)}}}"
            case Link():
                return f"\\cvlink{{{part.url.encode('ascii').hex()}}}{{{self.tex(part.content)}}}"

    def _pieces(self, text: str) -> Iterator[str]:
        start, self._at = self._at, self._at + len(text)
        tied = max(start, self._east) if self._at == len(self._text) else self._at
        literal = ""
        for at, char in enumerate(text, start):
            if at == tied:
                yield escape(literal) + "\\cvtied{"
                literal = ""
            if at == self._space:
                special = "~"
            elif at in self._breaks:
                special = escape(char) + "\\cvbreak{}"
            elif char == "–" or (char in _SHARED and self._is_western(at)):
                special = f"\\cvwestern{{{char}}}"
            else:
                literal += char
                continue
            yield escape(literal) + special
            literal = ""
        yield escape(literal) + ("}" if tied < self._at else "")

    def _is_western(self, at: int) -> bool:
        """Tell whether no East Asian character stands next, spaces and like marks passed over."""
        around = (self._text[:at][::-1], self._text[at + 1 :])
        return not any(_EAST.match(side.lstrip(" " + "".join(_SHARED))) for side in around)


def _tied_space(text: str) -> int | None:
    """Return where the space is before a short last word, which should not stand alone."""
    at = text.rfind(" ")
    return at if at > _TIED_FROM and len(text) - at <= _TIED_WORD else None


def _tied_east(text: str) -> int:
    """Return where the end of a text without spaces begins, a Latin word in it whole.

    It is the length of the text where nothing is to be kept together.
    """
    start = len(text) - _TIED_EAST
    while start > 0 and text[start - 1].isascii() and text[start].isascii():
        start -= 1
    tied = len(text) > _TIED_FROM // 2 and len(text) - start <= _TIED_WORD
    return start if tied and _EAST.search(text, start) else len(text)


@cache
def _encoder() -> UnicodeToLatexEncoder:
    return UnicodeToLatexEncoder(
        conversion_rules=[UnicodeToLatexConversionRule(RULE_DICT, _SPECIALS)],
        replacement_latex_protection="none",
        unknown_char_policy="keep",
        unknown_char_warning=False,
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(latex_dir() / "templates"),
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # Output goes through `__html__` and `finalize`; nothing is escaped as HTML.
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_only_tex,
    )
    environment.filters.update(leaf=leaf, number=_number, name=_name)
    kinds = {"entry": Entry, "notes": Notes, "paragraph": Paragraph, "highlights": Highlights}
    for name, kind in kinds.items():
        environment.tests[name] = lambda block, kind=kind: isinstance(block, kind)
    return environment


def _only_tex(value: object) -> object:
    """Refuse to print what has not been through an encoder; a template's own macros have been."""
    if not isinstance(value, Tex | Markup):
        # Of an undefined name, `str` is the error that tells it.
        raise TypeError(f"the template prints a plain {type(value).__name__}: {value!s}")
    return value


def _number(value: int) -> Tex:
    return Tex(int(value))


def _name(value: str) -> Tex:
    if not _NAME.fullmatch(value):
        raise ValueError(f"not a name of a theme or script: {value!r}")
    return Tex(value)
