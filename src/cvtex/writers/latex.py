"""The Document as LaTeX source.

Text becomes `Tex` only through the encoders below, and the template prints nothing else: to forget
an escape is an error.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
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
from cvtex.glyphs.bidi import has_strong_right, levels, mirrored
from cvtex.glyphs.chain import FORMS, Face
from cvtex.glyphs.choice import Choice, Faces, runs, used
from cvtex.glyphs.clusters import clusters, is_selector
from cvtex.glyphs.han import Han
from cvtex.resources import latex_dir
from cvtex.writers.turned import COMMANDS, Chunk, chunks, nested

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jinja2.runtime import Context

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

# Spacing accents: a font may set one on the letter before it (¸ in Linux Libertine).
_ACCENTS = {ord(accent): f"\\cvspacing{{{accent}}}" for accent in "¨¯´¸ˆˇ˘˙˚˛˜˝"}

# Punctuation that Western and Chinese fonts share: which face it takes depends on its neighbours.
# A dash of one en is no mark of Chinese (GB/T 15834), and keeps the spaces around it.
_SHARED = frozenset("‘’“”…—–·")
_HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_FULL_WIDTH = re.compile(f"[{_HAN}]")
_KOREAN = re.compile("[\uac00-\ud7af]")
_EAST = re.compile(f"[{_HAN}{_KOREAN.pattern[1:]}")

# A text shorter than this (in columns of Latin letters) has no last line that could be short.
_TIED_FROM = 60
# A last word longer than this does not look forlorn.
_TIED_WORD = 14
# A run of characters without a space as long as this may not fit in what is left of a line.
# (East Asian text breaks between any two characters.)
_LONG_RUN = re.compile(rf"[^ \t\n{_EAST.pattern[1:-1]}]{{24,}}")
# In one as long as this there is a better place behind some marks.
_ADDRESS = 30
# So many characters without a place to break may be wider than a line.
_SOLID = 24
# After these an address may go on in the next line; after a hyphen readers would take it away.
_BREAKABLE = frozenset("/._?&=,;")

# Where words have no spaces, the last characters stay together, as many as these.
_TIED_EAST = 5

# TeX reads lines of up to 200,000 bytes (Web2C, buf_size): a space may as well end one, but for
# those beside Han, where xeCJK takes a line's end for nothing.
_LONG_LINE = re.compile(r"(.{1000,}?[!-\[\]-~]) (?=[!-~])")
_NEW_LINE = r"\1\n"

_NAME = re.compile(r"[A-Za-z0-9-]+")


class Tex(str):
    """LaTeX source; `__html__` tells Jinja that it is escaped."""

    __slots__ = ()

    def __html__(self) -> Self:
        """Return the source as it is."""
        return self


def write_latex(document: Document) -> str:
    """Return the LaTeX source of a Document."""
    choice = Choice(document)
    forms = {form for one in document.leaves() if (form := choice.east(one))}
    fonts = [
        *(_han(form, choice) for form in sorted(forms)),
        *(_font(face, choice) for face in used(choice, document)),
    ]
    template = _environment().get_template("resume.tex.j2")
    return template.render(document=document, choice=choice, fonts=fonts)


def escape(text: str) -> Tex:
    """Return literal characters as LaTeX that prints them."""
    return Tex(_encoder().unicode_to_latex(text))


def leaf(
    value: Leaf,
    faces: Faces | None = None,
    form: Han | None = None,
    selectors: Mapping[int, str] = MappingProxyType({}),
) -> Tex:
    """Return a leaf with its number, by which the log and the finished PDF know it.

    `faces` are the fonts of its characters; without, all of it is in the text's own. `form` is
    that of its Han, where it is not the script's. `selectors` stand behind the characters that are
    drawn in a form of their own.
    """
    text = value.text
    inline = _Inline(text, faces or [None] * len(text), selectors).tex(value.content)
    if form:
        inline = Tex(f"\\cveast{{{form}}}{{{inline}}}")
    return Tex(f"\\cvleaf{{{value.number}}}{{{_LONG_LINE.sub(_NEW_LINE, inline)}}}")


def _han(form: Han, choice: Choice) -> Tex:
    """Return the command that readies the fonts of a form of Han, of text and of stress."""
    text = FORMS[form].family
    stress = text.replace("Serif", "Sans")
    return Tex(f"\\cveastface{{{form}}}{{{text}}}{{{stress if choice.has(stress) else text}}}")


def _font(face: Face, choice: Choice) -> Tex:
    """Return the command that readies a font, with the styles it has."""
    styles = choice.styles(face)
    bold = "* Bold" if styles.bold else "*"
    italic = "* Italic" if styles.italic else "*"
    options = [
        f"Scale = {face.scale or 'MatchLowercase'}",
        f"BoldFont = {{{bold}}}",
        f"ItalicFont = {{{italic}}}",
        f"BoldItalicFont = {{{'* Bold Italic' if styles.bold and styles.italic else bold}}}",
        *([face.features] if face.features else []),
    ]
    return Tex(
        f"\\cvglyphsfont{{{face.key}}}{{{face.family}}}{{{', '.join(options)}}}{{{face.breaks}}}"
    )


class _Inline:
    """Writes the inline content of one leaf, which takes knowing the characters around each."""

    def __init__(self, text: str, faces: Faces, selectors: Mapping[int, str]) -> None:
        self._text = text
        self._selectors = selectors
        self._faces = faces
        self._at = 0
        self._space = _tied_space(text)
        self._east = _tied_east(text)
        self._breaks = {
            at
            for run in _LONG_RUN.finditer(text)
            if len(run[0]) >= _ADDRESS
            for at in range(run.start(), run.end() - 1)
            if text[at] in _BREAKABLE
        }
        self._splits = set(self._split_places())

    def tex(self, content: tuple[Inline, ...]) -> Tex:
        """Return the content of the leaf as LaTeX."""
        found = levels(self._text)
        if any(found):
            return Tex("".join(nested(self._turned(content, found))))
        return self._tex(content)

    def _tex(self, content: tuple[Inline, ...]) -> Tex:
        return Tex("".join(self._part(part) for part in content))

    def _turned(self, content: tuple[Inline, ...], found: list[int]) -> Iterator[tuple[int, str]]:
        """Write content in which the direction changes: chunks with their levels."""
        for chunk in chunks(content, found, self._may_end):
            written = "".join(self._chunk(chunk))
            for command in reversed(chunk.commands):
                written = f"{command}{{{written}}}"
            if not chunk.level or not self._text[chunk.start].isspace():
                written = f"\\cvrun{{{chunk.start}}}{{{written}}}"
            if chunk.level % 2 and chunk.end - 1 in self._splits:
                written += "\\cvsplit{}"
            yield chunk.level, written

    def _may_end(self, at: int) -> bool:
        """Tell whether a line may end before a character, or a gap begins or ends there."""
        before = at - 1
        is_gap = self._text[before].isspace() or self._text[at].isspace()
        return is_gap or before in self._breaks or before in self._splits

    def _chunk(self, chunk: Chunk) -> Iterator[str]:
        if chunk.level % 2 == 0 or self._text[chunk.start].isspace():
            code = COMMANDS[Code] in chunk.commands
            yield from self._runs(chunk.start, chunk.end, self._code if code else self._pieces)
            return
        yield "\\cvrtl{"
        for key, start, end in runs(self._faces, chunk.start, chunk.end):
            text = _visible(self._text[start:end])
            written: str = escape(text)
            if not has_strong_right(text):
                # XeTeX sets these from left to right: a bracket is painted as the other one.
                written = "".join(f"\\cvltr{{{escape(mirrored(char))}}}" for char in text)
            yield f"\\cvglyphs{{{key}}}{{{written}}}" if key else written
        yield "}"

    def _part(self, part: Inline) -> str:
        match part:
            case Text():
                return "".join(self._tied(len(part.text)))
            case Code():
                start, self._at = self._at, self._at + len(part.text)
                return f"{COMMANDS[Code]}{{{''.join(self._runs(start, self._at, self._code))}}}"
            case Strong() | Emphasis() | Link():
                return f"{COMMANDS[type(part)]}{{{self._tex(part.content)}}}"

    def _tied(self, length: int) -> Iterator[str]:
        """Write the next characters, the end of a text without spaces kept together."""
        start, self._at = self._at, self._at + length
        tied = max(start, self._east) if self._at == len(self._text) else self._at
        yield from self._runs(start, tied, self._pieces)
        if tied < self._at:
            yield "\\cvtied{"
            yield from self._runs(tied, self._at, self._pieces)
            yield "}"

    def _runs(self, start: int, end: int, write: Callable[[str, int], str]) -> Iterator[str]:
        """Write the characters between two places, each run in its font."""
        for key, first, last in runs(self._faces, start, end):
            written = write(self._text[first:last], first)
            yield f"\\cvglyphs{{{key}}}{{{written}}}" if key else written

    def _split_places(self) -> Iterator[int]:
        """Yield after which characters a word may be split that has no better place."""
        for run in _LONG_RUN.finditer(self._text):
            inner = [at + 1 for at in sorted(self._breaks) if run.start() <= at < run.end()]
            for start, end in pairwise([run.start(), *inner, run.end()]):
                solid = self._text[start:end]
                if end - start >= (_ADDRESS if solid.isascii() else _SOLID):
                    yield from (start + last - 1 for _, last in clusters(solid))

    def _split(self, text: str, start: int) -> str:
        """Write characters as they are, and where they may be split."""
        pieces, after = [], 0
        for at in sorted(at - start for at in self._splits if start <= at < start + len(text)):
            pieces += [escape(_visible(text[after : at + 1])), "\\cvsplit{}"]
            after = at + 1
        return "".join([*pieces, escape(_visible(text[after:]))])

    def _code(self, text: str, start: int) -> str:
        """Write characters of a program, which may be a long path."""
        pieces, after = [], 0
        for at in sorted(at - start for at in self._breaks if start <= at < start + len(text)):
            pieces += [self._split(text[after : at + 1], start + after), "\\cvbreak{}"]
            after = at + 1
        return "".join([*pieces, self._split(text[after:], start + after)])

    def _pieces(self, text: str, start: int) -> str:
        pieces, literal = [], ""
        for at, typed in enumerate(text, start):
            if is_selector(typed):
                continue  # no font here has another form, and TeX would miss a glyph
            char = typed + self._selectors.get(at, "")
            if at == self._space:
                special = "~"
            elif at in self._breaks:
                special = escape(char) + "\\cvbreak{}"
            elif at in self._splits:
                special = escape(char) + "\\cvsplit{}"
            elif self._faces[at]:
                literal += char
                continue
            elif char == "–" or (char in _SHARED and self._is_western(at)):
                special = f"\\cvwestern{{{char}}}"
            else:
                literal += char
                continue
            pieces += [escape(literal), special]
            literal = ""
        return "".join([*pieces, escape(literal)])

    def _is_western(self, at: int) -> bool:
        """Tell whether no full-width character stands next, spaces and like marks passed over."""
        around = (self._text[:at][::-1], self._text[at + 1 :])
        return not any(_FULL_WIDTH.match(side.lstrip(" " + "".join(_SHARED))) for side in around)


def _visible(text: str) -> str:
    return "".join(char for char in text if not is_selector(char))


def _tied_space(text: str) -> int | None:
    """Return where the space is before a short last word, which should not stand alone."""
    at = text.rfind(" ")
    return at if at > _TIED_FROM and len(text) - at <= _TIED_WORD else None


def _tied_east(text: str) -> int:
    """Return where the end of a text without spaces begins, a Latin word in it whole.

    It is the length of the text where nothing is to be kept together.
    """
    start = len(text) - _TIED_EAST
    while start > 0 and _is_joined(text[start - 1 : start + 1]):
        start -= 1
    tied = len(text) > _TIED_FROM // 2 and len(text) - start <= _TIED_WORD
    spaceless = _FULL_WIDTH.search(text, start) and not _KOREAN.search(text)
    return start if tied and spaceless else len(text)


def _is_joined(pair: str) -> bool:
    """Tell whether two characters are of one Latin word, or one of them is a space."""
    return pair.isascii() or " " in pair


@cache
def _encoder() -> UnicodeToLatexEncoder:
    return UnicodeToLatexEncoder(
        conversion_rules=[UnicodeToLatexConversionRule(RULE_DICT, _SPECIALS | _ACCENTS)],
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
    environment.filters.update(leaf=_chosen_leaf, number=_number, name=_name)
    kinds = {"entry": Entry, "notes": Notes, "paragraph": Paragraph, "highlights": Highlights}
    for name, kind in kinds.items():
        environment.tests[name] = lambda block, kind=kind: isinstance(block, kind)
    return environment


@pass_context
def _chosen_leaf(context: Context, value: Leaf) -> Tex:
    """Return a leaf in the fonts that were chosen for the document."""
    choice = context["choice"]
    return leaf(value, choice.faces(value), choice.east(value), choice.selectors(value))


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
