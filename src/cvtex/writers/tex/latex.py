"""Writes the Document as LaTeX source.

Text becomes `Tex` only through the encoders below, and the template prints nothing else: a missing
escape is an error.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, cached_property, lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from unicodedata import normalize

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from markupsafe import Markup

from cvtex.document import (
    CodeSpan,
    Design,
    Document,
    Emphasis,
    Entry,
    Inline,
    Leaf,
    Link,
    Notes,
    Strong,
    Text,
    block_tests,
    plain,
)
from cvtex.fonts.choice import Faces, FontChoice, runs, used
from cvtex.fonts.fallback import Face
from cvtex.fonts.text_fonts import Missing
from cvtex.paths import latex_dir
from cvtex.unicode.bidi import has_strong_right, leaf_levels, mirrored
from cvtex.unicode.clusters import BRAHMIC, is_selector
from cvtex.unicode.full_width import SHARED
from cvtex.unicode.han import Han, ideograph
from cvtex.writers.tex.bidi_groups import COMMANDS, Chunk, chunks, nested, texts
from cvtex.writers.tex.breaking import Breaks
from cvtex.writers.tex.compiled import Compiled
from cvtex.writers.tex.design import design_commands
from cvtex.writers.tex.encoded import Tex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jinja2.runtime import Context

# TeX's special characters; {} keeps the space behind a command.
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

# Spacing accents, which a font may set on the letter before (¸ in Linux Libertine).
_ACCENTS = {ord(accent): f"\\cvspacing{{{accent}}}" for accent in "¨¯´¸ˆˇ˘˙˚˛˜˝"}
_ESCAPES = _SPECIALS | _ACCENTS

_NAME = re.compile(r"[A-Za-z0-9-]+")


def write_latex(document: Document) -> str:
    """Return the LaTeX source of a Document."""
    choice = FontChoice(document)
    forms = {form for item in document.leaves() if (form := choice.east(item))}
    fonts = [
        *(_han(form, document.design, choice) for form in sorted(forms)),
        *(_font(face, choice) for face in used(choice, document)),
    ]
    template = _environment().get_template(f"{'letter' if document.letter else 'resume'}.tex.j2")
    settings = [*design_commands(document)]
    return template.render(document=document, choice=choice, settings=settings, fonts=fonts)


def escape(text: str) -> Tex:
    """Return the LaTeX that prints a text literally."""
    return Tex(normalize("NFC", text).translate(_ESCAPES))


def leaf(
    value: Leaf,
    faces: Faces | None = None,
    form: Han | None = None,
    selectors: Mapping[int, str] = MappingProxyType({}),
    *,
    rtl: bool = False,
) -> Tex:
    """Return a leaf with its number, which is in the log and in the finished PDF.

    `faces` are the fonts of its characters, by default the text's own. `form` is the form of its
    Han, if it is not the script's. `selectors` are variation selectors by offset. `rtl` is whether
    the document is right-to-left.
    """
    chosen = tuple(faces) if faces else (None,) * len(value.text)
    inline = _inline(value.content, chosen, tuple(selectors.items()), rtl=rtl)
    if form:
        inline = Tex(f"\\cveast{{{form}}}{{{inline}}}")
    return Tex(f"\\cvleaf{{{value.number}}}{{{inline}}}")


# An edit changes one leaf of hundreds.
@lru_cache(maxsize=1024)
def _inline(
    content: tuple[Inline, ...],
    faces: tuple[Face | Missing | None, ...],
    selectors: tuple[tuple[int, str], ...],
    *,
    rtl: bool,
) -> Tex:
    return _Inline(content, list(faces), dict(selectors), rtl=rtl).tex()


def _han(form: Han, design: Design, choice: FontChoice) -> Tex:
    """Return the command that defines the fonts of a form of Han, for text and emphasis."""
    text = choice.han(form)
    face = design.typeface("emphasis", "Hani")
    emphasis = face.family.format(form=form) if face else text
    return Tex(f"\\cveastface{{{form}}}{{{text}}}{{{emphasis if choice.has(emphasis) else text}}}")


def _font(face: Face, choice: FontChoice) -> Tex:
    """Return the command that defines a font with its styles."""
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
    """Writes the inline content of a leaf, which depends on the characters around each."""

    def __init__(
        self, content: tuple[Inline, ...], faces: Faces, selectors: Mapping[int, str], *, rtl: bool
    ) -> None:
        self._text = plain(content)
        self._rtl = rtl
        self._content = content
        self._selectors = selectors
        self._faces = faces
        self._at = 0
        self._run_end = -1
        self._breaks = Breaks(self._text, faces)

    def tex(self) -> Tex:
        """Return the content of the leaf as LaTeX."""
        content = self._content
        embedding = leaf_levels(self._text, rtl=self._rtl)
        if any(embedding) or self._is_rearranged:
            return Tex("".join(nested(self._grouped(content, embedding), int(self._rtl))))
        return self._tex(content)

    def _tex(self, content: tuple[Inline, ...]) -> Tex:
        return Tex("".join(self._part(part) for part in content))

    def _grouped(
        self, content: tuple[Inline, ...], embedding: list[int]
    ) -> Iterator[tuple[int, str]]:
        """Yield content whose glyphs are reordered as chunks, with their embedding levels."""
        for chunk in chunks(content, embedding, self._is_cut):
            self._run_end = chunk.end - 1
            written = "".join(self._chunk(chunk))
            is_blank = self._text[chunk.start : chunk.end].isspace()
            for command in reversed(chunk.commands):
                # TeX would turn the start and end of a colour round outside of a run.
                if not (is_blank and command == COMMANDS[Link]):
                    written = f"{command}{{{written}}}"
            if not is_blank:
                written = f"\\cvrun{{{chunk.start}}}{{{written}}}"
            if chunk.level % 2:
                written = self._long(chunk.start) + written
            # Inside of the run, the break would take its end to the next line.
            yield chunk.level, written + self._breaks.after(self._run_end)

    @cached_property
    def _is_rearranged(self) -> bool:
        """Whether glyphs may be reordered within a word."""
        return bool(BRAHMIC.search(self._text))

    def _is_cut(self, at: int, level: int) -> bool:
        """Return whether a chunk ends before a character of its level: at a gap or a line break.

        Characters in order stay together.
        """
        if not level and not self._is_rearranged:
            return False
        if self._text[at - 1].isspace() or self._text[at].isspace():
            return True
        return level > 0 and (bool(self._breaks.after(at - 1)) or at in self._breaks.long)

    def _chunk(self, chunk: Chunk) -> Iterator[str]:
        if chunk.level % 2 == 0 or self._text[chunk.start].isspace():
            yield from self._runs(chunk.start, chunk.end)
            return
        yield "\\cvrtl{"
        lean = "\\cvlean" if COMMANDS[Emphasis] in chunk.commands else ""
        for key, start, end in runs(self._faces, chunk.start, chunk.end):
            text = _visible(self._text[start:end])
            written: str = escape(text)
            if not has_strong_right(text):
                # XeTeX sets these from left to right, so brackets have to be mirrored.
                written = "".join(f"\\cvltr{{{escape(mirrored(char))}{lean}}}" for char in text)
            yield f"\\cvglyphs{{{key}}}{{{written}}}" if key else written
        yield "}"

    def _part(self, part: Inline) -> str:
        match part:
            case Text():
                return "".join(self._tied(len(part.text)))
            case CodeSpan():
                start, self._at = self._at, self._at + len(part.text)
                return f"{COMMANDS[CodeSpan]}{{{''.join(self._runs(start, self._at))}}}"
            case Strong() | Emphasis():
                return f"{COMMANDS[type(part)]}{{{self._tex(part.content)}}}"
            case Link():
                before, meeting = self._breaks.tie(self._at), self._breaks.meet(self._at)
                shown = self._tex(part.content)
                after, met = self._breaks.tie(self._at), self._breaks.meet(self._at)
                return f"{before}{meeting}{COMMANDS[Link]}{{{before}{shown}{after}{met}}}{after}"

    def _tied(self, length: int) -> Iterator[str]:
        """Yield the next characters, with the end of a text without spaces kept together."""
        start, self._at = self._at, self._at + length
        tied = max(start, self._breaks.tied) if self._at == len(self._text) else self._at
        yield from self._runs(start, tied)
        if tied < self._at:
            yield "\\cvtied{"
            yield from self._runs(tied, self._at)
            yield "}"

    def _runs(self, start: int, end: int) -> Iterator[str]:
        """Yield the characters between two places, each run in its font."""
        for first, last in pairwise([start, *self._breaks.long_inside(start, end), end]):
            yield self._long(first)
            yield from self._one_way(first, last, self._written)

    def _one_way(self, start: int, end: int, write: Callable[[str, int], str]) -> Iterator[str]:
        for key, first, last in runs(self._faces, start, end):
            written = write(self._text[first:last], first)
            yield f"\\cvglyphs{{{key}}}{{{written}}}" if key else written

    def _long(self, start: int) -> str:
        """Return, at the start of a long word, the word without breaks, for TeX to measure."""
        end = self._breaks.long.get(start)
        if end is None:
            return ""
        written = []
        ends, commands = self._texts
        for part in range(bisect_right(ends, start), bisect_left(ends, end) + 1):
            first, last = max(start, ends[part - 1] if part else 0), min(end, ends[part])
            plain = self._one_way(first, last, lambda text, _: escape(_visible(text)))
            opened = "".join(f"{command}{{" for command in commands[part])
            written.append(opened + "".join(plain) + "}" * len(commands[part]))
        return f"\\cvlong{{{''.join(written)}}}"

    @cached_property
    def _texts(self) -> tuple[list[int], list[tuple[str, ...]]]:
        """The end of each text of the content, and the commands around it."""
        parts = [(length, commands) for length, commands in texts(self._content) if length]
        return list(accumulate(length for length, _ in parts)), [commands for _, commands in parts]

    def _written(self, text: str, start: int) -> str:
        """Return characters as LaTeX, with Western punctuation in the Latin font."""
        western = frozenset(
            at
            for at, char in enumerate(text, start)
            if not self._faces[at]
            and (
                (char in SHARED and at not in self._breaks.full_width)
                # A reference or a type mark (GB/T 7714) is attached to its word: 研究[J].
                or (char == "[" and at and ideograph().match(self._text[at - 1]))
            )
        )
        pieces, literal = [], ""
        for at, typed in enumerate(text, start):
            if is_selector(typed):
                continue  # unsupported by the fonts, and TeX would report a missing glyph
            char = typed + self._selectors.get(at, "")
            after = "" if at == self._run_end else self._breaks.after(at)
            if char == " ":
                special = self._breaks.space(at)
            elif at in western:
                special = f"\\cvwestern{{{char}}}{'' if at + 1 in western else after}"
            elif char == "/" and literal.endswith("/"):
                special = f"\\cvapart{{}}{char}{after}"
            elif self._breaks.is_tied_dash(at):
                special = f"\\cvdash{{{char}}}{after}"
            else:
                special = escape(char) + after if after else ""
            if special in ("", " "):
                literal += char
                continue
            pieces += [escape(literal), special]
            literal = ""
        return "".join([*pieces, escape(literal)])


def _visible(text: str) -> str:
    return "".join(char for char in text if not is_selector(char))


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
        bytecode_cache=Compiled(Path(__file__)),
    )
    environment.filters.update(leaf=_chosen_leaf, number=_number, name=_name)
    environment.tests.update(block_tests())
    # Separate lines, which a design may put side by side; entries without anything below them.
    environment.tests["terms"] = lambda blocks: all(isinstance(item, Notes) for item in blocks)
    environment.tests["rows"] = lambda blocks: all(
        isinstance(item, Entry) and not (item.blocks or item.reminders) for item in blocks
    )
    return environment


@pass_context
def _chosen_leaf(context: Context, value: Leaf) -> Tex:
    """Return a leaf in the fonts of the document."""
    choice = context["choice"]
    faces, selectors = choice.faces(value), choice.selectors(value)
    return leaf(value, faces, choice.east(value), selectors, rtl=context["document"].rtl)


def _only_tex(value: object) -> object:
    """Return a value if it is encoded; macros of the template are. TypeError: it is not."""
    if not isinstance(value, Tex | Markup):
        # `str` of an undefined name raises its own error.
        raise TypeError(f"the template prints a plain {type(value).__name__}: {value!s}")
    return value


def _number(value: int) -> Tex:
    return Tex(int(value))


def _name(value: str) -> Tex:
    if not _NAME.fullmatch(value):
        raise ValueError(f"not a name of a theme or a script: {value!r}")
    return Tex(value)
