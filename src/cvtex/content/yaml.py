"""YAML with positions: text -> nodes -> plain values whose scalars are the strings that were typed.

PyYAML composes the nodes; it constructs nothing, so that `no`, `1:30` and `2023.10` stay what they
are. The marks of libyaml count characters, from 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from cvtex.codes import Code
from cvtex.content.typed import Empty, Typed, TypedList, TypedMapping, Value
from cvtex.diagnostics import Checked, Diagnostic, Span, failed

VALUES_MAX = 50_000
"""Values that a file may come to when its aliases are expanded: far more than a résumé has."""

DEPTH_MAX = 32
"""Values that may stand inside each other: twice as many as the schema has."""

# What ends a line (YAML 1.1, section 5.4).
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
# What a YAML file can't hold as it is (section 5.1), and a text can't hold as an escape either.
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")


# What follows a text on its line and looks like more of it: #1, and not # a note.
_COMMENT = re.compile(r"[ \t]+(#[^\s#!].*)")


def read_yaml(path: Path) -> Checked[Value]:
    """Read a YAML file; a file that can't be read or is no YAML gives diagnostics.

    A file that has nothing in it is `Empty`.
    """
    read = _read_text(path)
    if read.value is None:
        return failed(*read.diagnostics)
    return parse_yaml(read.value, path)


def parse_yaml(text: str, path: Path) -> Checked[Value]:
    """Return the value of a YAML text, whose places are in a file of this name."""
    try:
        _refuse_depth(path, text)
        building = _Building(path, text)
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        value = building.value(root) if root else Empty(Span(path))
    except yaml.MarkedYAMLError as error:
        return failed(_syntax(path, text, error))
    except yaml.reader.ReaderError as error:
        return failed(_character(path, text, error))
    except _RefusedError as error:
        return failed(error.diagnostic)
    return Checked(value, tuple(building.findings))


def _read_text(path: Path) -> Checked[str]:
    here = Span(path)
    try:
        return Checked(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return failed(
            Diagnostic(Code.FILE_MISSING, "there is no such file", here, "check the name")
        )
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return failed(Diagnostic(Code.FILE_UNREADABLE, f"the file can't be read: {reason}", here))
    except UnicodeDecodeError as error:
        return failed(
            Diagnostic(
                Code.FILE_ENCODING,
                f"the file is not UTF-8: byte {error.start} is 0x{error.object[error.start]:02x}",
                here,
                "save it as UTF-8, or convert it with iconv: iconv -f GB18030 -t UTF-8",
            )
        )


class _RefusedError(Exception):
    """The file is no résumé, and reading on could take forever."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def _too_deep(span: Span) -> _RefusedError:
    hint = "an alias (*name) can't stand inside its own anchor (&name)"
    message = f"more than {DEPTH_MAX} values stand inside each other"
    return _RefusedError(Diagnostic(Code.YAML_TOO_DEEP, message, span, hint))


def _refuse_depth(path: Path, text: str) -> None:
    """Raise an error for a file that nests too deep: composing it would overflow the stack."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEPTH_MAX:
                start = event.start_mark
                raise _too_deep(
                    Span(path, start.line + 1, start.column + 1) if start else Span(path)
                )
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


@dataclass(slots=True)
class _Building:
    """Makes values of nodes, aliases expanded, and gathers what is wrong with them."""

    path: Path
    text: str
    findings: list[Diagnostic] = field(default_factory=list)
    left: int = VALUES_MAX

    def value(self, node: yaml.Node, depth: int = 1) -> Value:
        """Return a node's value."""
        self.left -= 1
        if self.left < 0:
            raise _RefusedError(
                Diagnostic(
                    Code.YAML_TOO_LARGE,
                    f"the file comes to more than {VALUES_MAX} values",
                    Span(self.path),
                    "an alias (*name) inside an aliased value multiplies: write the text out",
                )
            )
        span = self._span(node)
        if isinstance(node, yaml.ScalarNode):
            quoted = node.style in ("'", '"')
            return self._typed(node, quoted=quoted) if node.value or quoted else Empty(span)
        if depth > DEPTH_MAX:
            raise _too_deep(span)
        if isinstance(node, yaml.SequenceNode):
            return TypedList([self.value(item, depth + 1) for item in node.value], span)
        return self._mapping(node, depth)

    def _mapping(self, node: yaml.Node, depth: int) -> TypedMapping:
        values: dict[Typed, Value] = {}
        for key, inner in node.value:
            if not isinstance(key, yaml.ScalarNode):
                span = self._span(key)
                self.findings.append(Diagnostic(Code.YAML_KEY, "a key must be a word", span))
                continue
            name = self._typed(key)
            if name in values:
                first = next(known for known in values if known == name).span
                self.findings.append(
                    Diagnostic(
                        Code.YAML_DUPLICATE_KEY,
                        f"`{name}` is given twice, first in line {first.line}",
                        name.span,
                        "keep one of the two",
                    )
                )
                continue
            values[name] = self.value(inner, depth + 1)
        return TypedMapping(values, self._span(node))

    def _typed(self, node: yaml.ScalarNode, *, quoted: bool = False) -> Typed:
        source = self.text[node.start_mark.index : node.end_mark.index]
        typed = Typed(node.value, self._span(node), quoted=quoted, source=source)
        if node.tag.startswith("!"):
            self._taken(Code.YAML_TAG, f"YAML takes `{node.tag}` for a tag", typed.span)
        if comment := _COMMENT.match(self.text, node.end_mark.index):
            place = Span(
                self.path,
                typed.span.line,
                node.end_mark.column + comment.start(1) + 1 - node.end_mark.index,
                len(comment[1]),
            )
            self._taken(Code.YAML_COMMENT, f"YAML takes `{comment[1]}` for a comment", place)
        if hidden := _HIDDEN.search(typed):
            self.findings.append(_hidden(ord(hidden.group()), typed.span))
        return typed

    def _span(self, node: yaml.Node) -> Span:
        """Return the place of a node, as far as its first line goes."""
        start, end = node.start_mark, node.end_mark
        line_end = _LINE_END.search(self.text, start.index, end.index)
        stop = line_end.start() if line_end else end.index
        return Span(self.path, start.line + 1, start.column + 1, max(1, stop - start.index))

    def _taken(self, code: Code, message: str, span: Span) -> None:
        hint = "put the whole text between quotes; a comment of yours has a space after its #"
        self.findings.append(Diagnostic(code, message, span, hint))


def _syntax(path: Path, text: str, error: yaml.MarkedYAMLError) -> Diagnostic:
    mark, opening = error.problem_mark or error.context_mark, error.context_mark
    problem = error.problem or error.context or "this is not YAML"
    hint = "put a text that has `: ` or ` #` in it, or begins with a mark, between quotes"
    if mark and text[mark.index : mark.index + 1] == "\t":
        hint = "indent with spaces: YAML takes no tabs"
    elif "escape" in problem or "hexdecimal" in problem:  # libyaml's spelling
        hint = "between double quotes a backslash begins an escape: take single quotes"
    elif "another document" in problem:
        hint = "a file holds one document: take away the line `---`"
    elif mark and opening and mark.index >= len(text.rstrip()):
        mark, hint = opening, "it is opened here and not closed"
    span = Span(path, mark.line + 1, mark.column + 1) if mark else Span(path)
    context = f" ({error.context})" if error.context else ""
    return Diagnostic(Code.YAML_SYNTAX, f"{problem}{context}", span, hint)


def _character(path: Path, text: str, error: yaml.reader.ReaderError) -> Diagnostic:
    """Return where a character is that can't stand in YAML; libyaml tells its place in bytes."""
    code = error.character if isinstance(error.character, int) else ord(error.character[:1] or "\0")
    before = _LINE_END.split(text.encode()[: error.position].decode(errors="ignore"))
    return _hidden(code, Span(path, len(before), len(before[-1]) + 1))


def _hidden(code: int, span: Span) -> Diagnostic:
    return Diagnostic(
        Code.YAML_CHARACTER,
        f"the character U+{code:04X} can't stand in a text",
        span,
        "delete it: it can't be seen, and often comes with text that was pasted",
    )
