"""YAML with positions: text -> nodes -> plain values whose scalars are the strings that were typed.

PyYAML composes the nodes; it constructs nothing, so that `no`, `1:30` and `2023.10` stay what they
are. The marks of libyaml count characters, from 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import yaml

from cvtex.content.typed import Typed
from cvtex.diagnostics import Checked, Diagnostic, Span, failed

Value: TypeAlias = "Typed | list[Value] | dict[Typed, Value] | None"
"""A node as a value; None stands for a key that was left empty."""

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


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file that was read: its values, and the nodes that know where each stands."""

    path: Path
    value: Value
    root: yaml.Node | None

    def node_at(self, loc: tuple[int | str, ...]) -> yaml.Node | None:
        """Return the node that a path of keys and indices leads to, as far as it leads.

        A step that the node does not have is passed over: the schema takes a bare string for a
        mapping of one key.
        """
        node = self.root
        for step in loc:
            node = _child(node, step) or node
        return node

    def span_at(self, loc: tuple[int | str, ...]) -> Span:
        """Return the place of the value that a path leads to."""
        node = self.node_at(loc)
        return _span(self.path, node) if node else Span(self.path)

    def key_span_at(self, loc: tuple[int | str, ...]) -> Span:
        """Return the place of the key that a path ends with."""
        parent = self.node_at(loc[:-1])
        if isinstance(parent, yaml.MappingNode):
            for key, _value in parent.value:
                if key.value == loc[-1]:
                    return _span(self.path, key)
        return self.span_at(loc)


def read_yaml(path: Path) -> Checked[YamlFile]:
    """Read a YAML file; a file that can't be read or has no YAML in it gives diagnostics."""
    read = _read_text(path)
    if read.value is None:
        return failed(*read.diagnostics)
    text = read.value
    try:
        _refuse_depth(path, text)
        building = _Building(path, text)
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        value = building.value(root) if root else None
    except yaml.MarkedYAMLError as error:
        return failed(_syntax(path, text, error))
    except yaml.reader.ReaderError as error:
        return failed(_character(path, text, error))
    except _RefusedError as error:
        return failed(error.diagnostic)
    return Checked(YamlFile(path, value, root), tuple(building.findings))


def _read_text(path: Path) -> Checked[str]:
    here = Span(path)
    try:
        return Checked(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return failed(Diagnostic("file-missing", "there is no such file", here, "check the name"))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return failed(Diagnostic("file-unreadable", f"the file can't be read: {reason}", here))
    except UnicodeDecodeError as error:
        return failed(
            Diagnostic(
                "file-encoding",
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
    return _RefusedError(Diagnostic("yaml-too-deep", message, span, hint))


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
                    "yaml-too-large",
                    f"the file comes to more than {VALUES_MAX} values",
                    Span(self.path),
                    "an alias (*name) inside an aliased value multiplies: write the text out",
                )
            )
        if isinstance(node, yaml.ScalarNode):
            quoted = node.style in ("'", '"')
            return self._typed(node, quoted=quoted) if node.value or quoted else None
        if depth > DEPTH_MAX:
            raise _too_deep(_span(self.path, node))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, depth + 1) for item in node.value]
        return self._mapping(node, depth)

    def _mapping(self, node: yaml.Node, depth: int) -> dict[Typed, Value]:
        values: dict[Typed, Value] = {}
        for key, inner in node.value:
            if not isinstance(key, yaml.ScalarNode):
                span = _span(self.path, key)
                self.findings.append(Diagnostic("yaml-key", "a key must be a word", span))
                continue
            name = self._typed(key)
            if name in values:
                first = next(known for known in values if known == name).span
                self.findings.append(
                    Diagnostic(
                        "yaml-duplicate-key",
                        f"`{name}` is given twice, first in line {first.line}",
                        name.span,
                        "keep one of the two",
                    )
                )
                continue
            values[name] = self.value(inner, depth + 1)
        return values

    def _typed(self, node: yaml.ScalarNode, *, quoted: bool = False) -> Typed:
        typed = Typed(node.value, _span(self.path, node), quoted=quoted)
        if node.tag.startswith("!"):
            self._taken("yaml-tag", f"YAML takes `{node.tag}` for a tag", typed.span)
        if comment := _COMMENT.match(self.text, node.end_mark.index):
            place = Span(
                self.path,
                typed.span.line,
                node.end_mark.column + comment.start(1) + 1 - node.end_mark.index,
                len(comment[1]),
            )
            self._taken("yaml-comment", f"YAML takes `{comment[1]}` for a comment", place)
        if hidden := _HIDDEN.search(typed):
            self.findings.append(_hidden(ord(hidden.group()), typed.span))
        return typed

    def _taken(self, code: str, message: str, span: Span) -> None:
        hint = "put the whole text between quotes; a comment of yours has a space after its #"
        self.findings.append(Diagnostic(code, message, span, hint))


def _child(node: yaml.Node | None, step: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None


def _span(path: Path, node: yaml.Node) -> Span:
    start, end = node.start_mark, node.end_mark
    length = end.column - start.column if end.line == start.line else 1
    return Span(path, start.line + 1, start.column + 1, max(1, length))


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
    return Diagnostic("yaml-syntax", f"{problem}{context}", span, hint)


def _character(path: Path, text: str, error: yaml.reader.ReaderError) -> Diagnostic:
    """Return where a character is that can't stand in YAML; libyaml tells its place in bytes."""
    code = error.character if isinstance(error.character, int) else ord(error.character[:1] or "\0")
    before = _LINE_END.split(text.encode()[: error.position].decode(errors="ignore"))
    return _hidden(code, Span(path, len(before), len(before[-1]) + 1))


def _hidden(code: int, span: Span) -> Diagnostic:
    return Diagnostic(
        "yaml-character",
        f"the character U+{code:04X} can't stand in a text",
        span,
        "delete it: it can't be seen, and often comes with text that was pasted",
    )
