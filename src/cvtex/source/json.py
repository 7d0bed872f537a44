r"""Parses JSON (RFC 8259) into values with positions.

The standard library's parser has no positions, and a YAML parser refuses a surrogate pair
(`\ud83d\ude00`) and reports YAML errors. Numbers, `true` and `false` stay the strings that were
typed; `null` is `Empty`. After a common mistake (an extra comma, single quotes, a comment) the
parser reports it and continues.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]  # public, and not in typeshed
from pathlib import Path

from cvtex.diagnostics import LINE_END, SOUGHT_MAX, Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.source.characters import HIDDEN, REPLACEMENT, hidden
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value, cited

VALUES_MAX = 50_000
"""The limit of values in a file: far more than a résumé has."""

DEPTH_MAX = 32
"""The limit of nesting: many times what JSON Resume needs."""

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORD = re.compile(r"""[^\s\[\]{}:,"']+""")
_COMMENT = re.compile(r"//[^\n\r]*|/\*.*?\*/|#[^\n\r]*", re.DOTALL)
_SINGLE = re.compile(r"'((?:[^'\\\n\r]|\\.)*)'")
_CONTROL = re.compile("[\x00-\x1f]")

_QUOTES = "JSON uses only double quotes"


def parse_json(text: str, path: Path) -> Checked[Value]:
    """Return the value of a JSON text with spans in the file `path`; an empty text is `Empty`."""
    reading = _JsonParser(text, path)
    try:
        value = reading.whole()
    except _GivenUpError as stop:
        return failed(*reading.findings[: SOUGHT_MAX - 1], stop.diagnostic)
    return Checked(value, tuple(reading.findings[:SOUGHT_MAX]))


class _GivenUpError(Exception):
    """The parser can't continue."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(slots=True)
class _JsonParser:
    """A recursive descent parser that collects findings."""

    text: str
    path: Path
    findings: list[Diagnostic] = field(default_factory=list)
    at: int = 0
    left: int = VALUES_MAX
    starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.starts = [0, *(end.end() for end in LINE_END.finditer(self.text))]

    def whole(self) -> Value:
        """Return the value of the text."""
        if not self._next():
            return Empty(Span(self.path))
        value = self._value(1)
        if self._next():
            raise self._stop("the file continues after its value", self.at, "remove the rest")
        return value

    def _value(self, depth: int) -> Value:
        start = self.at
        self.left -= 1
        if self.left < 0 or depth > DEPTH_MAX:
            message = f"here values are nested more than {DEPTH_MAX} deep"
            if self.left < 0:
                message = f"here the file exceeds {VALUES_MAX} values"
            hint = "a résumé needs far fewer: check that the file is one"
            raise self._stop(message, start, hint, Code.JSON_TOO_LARGE)
        match self._next():
            case "{":
                return self._mapping(depth)
            case "[":
                return self._list(depth)
            case '"' | "'":
                return self._string()
            case _:
                return self._word()

    def _mapping(self, depth: int) -> TypedMapping:
        start = self.at
        values: dict[Typed, Value] = {}
        lines: dict[str, int] = {}
        self.at += 1
        while not self._closed("}", start, first=not values):
            key = self._key()
            if self._next() != ":":
                raise self._stop(f"a `:` is expected after the key {cited(key)}", self.at)
            self.at += 1
            self._next()
            value = self._value(depth + 1)
            if key in values:
                message = f"{cited(key)} is given twice, first in line {lines[key]}"
                self._found(Code.JSON_DUPLICATE_KEY, message, key.span, "keep one of the two")
            else:
                values[key], lines[key] = value, key.span.line
        return TypedMapping(values, self._span(start, self.at))

    def _list(self, depth: int) -> TypedList:
        start = self.at
        items: list[Value] = []
        self.at += 1
        while not self._closed("]", start, first=not items):
            items.append(self._value(depth + 1))
        return TypedList(items, self._span(start, self.at))

    def _closed(self, bracket: str, start: int, *, first: bool) -> bool:
        """Skip a comma; return whether the bracket closes."""
        behind = self.at
        comma = not first and self._next() == ","
        if comma:
            at = self.at
            self.at += 1
            if self._next() in (bracket, ","):
                self._syntax("there is an extra comma", at, at + 1, "remove it")
                while self._next() == ",":
                    self.at += 1
        here = self._next()
        if not here:
            message = f"`{self.text[start]}` is opened here but not closed"
            raise self._stop(message, start, f"close it with `{bracket}`")
        if here == bracket:
            self.at += 1
            return True
        if here in "]}":
            raise self._stop(f"`{here}` closes what is not open", self.at)
        if not comma and not first:
            self._syntax("a comma is missing after this", behind - 1, behind, "add `,`")
        return False

    def _key(self) -> Typed:
        if self._next() in ('"', "'"):
            return self._string()
        match = _WORD.match(self.text, self.at)
        if match is None:
            raise self._stop("a key is expected here", self.at, 'write it as `"name"`')
        self.at = match.end()
        self._syntax("a key must be in double quotes", *match.span(), f'write `"{match[0]}"`')
        return Typed(match[0], self._span(*match.span()))

    def _string(self) -> Typed:
        start = self.at
        try:
            if self.text[start] == "'":
                inner = _SINGLE.match(self.text, start)
                if inner is None:
                    raise self._stop("this text is not closed", start, _QUOTES)
                text, self.at = inner[1].replace(r"\'", "'"), inner.end()
                self._syntax("the text is in single quotes", start, self.at, _QUOTES)
            else:
                text, self.at = scanstring(self.text, start + 1, False)  # noqa: FBT003 - its API
        except JSONDecodeError as error:
            if "Unterminated" in error.msg:
                raise self._stop("this text is not closed", start, 'close it with `"`') from error
            raise self._stop(
                "a backslash begins an escape sequence, but this is not one",
                error.pos,
                r"write `\\` for a backslash, `\"` for a quote",
            ) from error
        span = self._span(start, self.at)
        for raw in _CONTROL.finditer(self.text, start, self.at):
            self._syntax(
                "a text must end on the line where it begins, and contain no tab",
                *raw.span(),
                r"write `\n` for the end of a line, `\t` for a tab",
            )
            break
        if odd := HIDDEN.search(text):
            self.findings.append(replace(hidden(odd[0], span), code=Code.JSON_CHARACTER))
            text = HIDDEN.sub(REPLACEMENT, text)
        return Typed(text, span, quoted=True, source=self.text[start : self.at])

    def _word(self) -> Value:
        match = _WORD.match(self.text, self.at)
        if match is None:
            raise self._stop("a value is expected here", self.at)
        span = self._span(*match.span())
        self.at = match.end()
        word = match[0]
        if word == "null":
            return Empty(span)
        if word not in ("true", "false") and not _NUMBER.fullmatch(word):
            hint = {
                "None": "write `null`",
                "True": "write `true`",
                "False": "write `false`",
                "NaN": "leave it out, or write it as a text",
            }.get(word.lstrip("-"), "put a text in double quotes")
            self._syntax(f"{cited(word)} is not a JSON value", *match.span(), hint)
        return Typed(word, span)

    def _next(self) -> str:
        """Skip white space and comments, which are an error; return the next character."""
        while True:
            space = _SPACE.match(self.text, self.at)
            self.at = space.end() if space else self.at
            comment = _COMMENT.match(self.text, self.at)
            if comment is None:
                return self.text[self.at : self.at + 1]
            self._syntax("JSON has no comments", *comment.span(), "remove it")
            self.at = comment.end()

    def _span(self, start: int, end: int) -> Span:
        """Return the span of the first line of a piece of the text."""
        line = bisect_right(self.starts, start)
        line_end = LINE_END.search(self.text, start, end)
        stop = line_end.start() if line_end else end
        return Span(self.path, line, start - self.starts[line - 1] + 1, max(1, stop - start))

    def _stop(
        self, message: str, at: int, hint: str = "", code: Code = Code.JSON_SYNTAX
    ) -> _GivenUpError:
        if at >= len(self.text):
            message, at = f"{message}, and the file ends", max(0, len(self.text.rstrip()) - 1)
        return _GivenUpError(Diagnostic(code, message, self._span(at, at + 1), hint))

    def _syntax(self, message: str, start: int, end: int, hint: str) -> None:
        self._found(Code.JSON_SYNTAX, message, self._span(start, end), hint)

    def _found(self, code: Code, message: str, span: Span, hint: str) -> None:
        self.findings.append(Diagnostic(code, message, span, hint))
