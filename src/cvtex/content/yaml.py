"""YAML with positions: text -> nodes -> plain values whose scalars are the strings that were typed.

PyYAML composes the nodes; it constructs nothing, so that `no`, `1:30` and `2023.10` stay what they
are. The marks of libyaml count characters, from 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import yaml

from cvtex.content.typed import Typed
from cvtex.diagnostics import Checked, Diagnostic, Span, failed

Value: TypeAlias = "Typed | list[Value] | dict[Typed, Value] | None"
"""A node as a value; None stands for a key that was left empty."""

VALUES_MAX = 50_000
"""Values that a file may come to when its aliases are expanded: far more than a résumé has."""


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file that was read: its values, and the nodes that know where each stands."""

    path: Path
    value: Value
    root: yaml.Node | None

    def node_at(self, loc: tuple[int | str, ...]) -> tuple[yaml.Node | None, bool]:
        """Return the node that a path of keys and indices leads to, as far as it leads.

        A step that the node does not have is passed over: pydantic puts the names of union members
        into its paths. The second value tells whether the last step was found.
        """
        node, found = self.root, True
        for step in loc:
            inner = _child(node, step)
            found = inner is not None
            node = inner or node
        return node, found

    def span_at(self, loc: tuple[int | str, ...]) -> Span:
        """Return the place of the value that a path leads to."""
        node, _ = self.node_at(loc)
        return _node_span(self.path, node) if node else Span(self.path)

    def key_span_at(self, loc: tuple[int | str, ...]) -> Span:
        """Return the place of the key that a path ends with."""
        parent, _ = self.node_at(loc[:-1])
        if isinstance(parent, yaml.MappingNode):
            for key, _value in parent.value:
                if key.value == loc[-1]:
                    return _node_span(self.path, key)
        return self.span_at(loc)


def read_yaml(path: Path) -> Checked[YamlFile]:
    """Read a YAML file; a file that can't be read or has no YAML in it gives diagnostics."""
    here = Span(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
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
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        return failed(_syntax(path, error))
    except yaml.reader.ReaderError as error:
        return failed(_character(path, text, error))
    return _construct(path, root)


def _construct(path: Path, root: yaml.Node | None) -> Checked[YamlFile]:
    findings: list[Diagnostic] = []
    budget = [VALUES_MAX]
    try:
        value = _value(path, root, findings, budget) if root else None
    except _TooManyValuesError:
        return failed(
            Diagnostic(
                "yaml-too-large",
                f"the file comes to more than {VALUES_MAX} values",
                Span(path),
                "an alias (*name) inside an aliased value multiplies: write the text out",
            )
        )
    return Checked(YamlFile(path, value, root), tuple(findings))


class _TooManyValuesError(Exception):
    """The values of a file, aliases expanded, are more than a résumé can have."""


def _value(path: Path, node: yaml.Node, findings: list[Diagnostic], budget: list[int]) -> Value:
    budget[0] -= 1
    if budget[0] < 0:
        raise _TooManyValuesError
    if isinstance(node, yaml.ScalarNode):
        quoted = node.style in ("'", '"')
        if not node.value and not quoted:
            return None
        return Typed(node.value, _node_span(path, node), quoted=quoted)
    if isinstance(node, yaml.SequenceNode):
        return [_value(path, item, findings, budget) for item in node.value]
    values: dict[Typed, Value] = {}
    for key, inner in node.value:
        span = _node_span(path, key)
        if not isinstance(key, yaml.ScalarNode):
            findings.append(Diagnostic("yaml-key", "a key must be a word", span))
            continue
        name = Typed(key.value, span)
        if name in values:
            first = next(known for known in values if known == name).span
            findings.append(
                Diagnostic(
                    "yaml-duplicate-key",
                    f"`{name}` is given twice, first in line {first.line}",
                    span,
                    "keep one of the two",
                )
            )
            continue
        values[name] = _value(path, inner, findings, budget)
    return values


def _child(node: yaml.Node | None, step: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None


def _node_span(path: Path, node: yaml.Node) -> Span:
    start, end = node.start_mark, node.end_mark
    length = end.column - start.column if end.line == start.line else 1
    return Span(path, start.line + 1, start.column + 1, max(1, length))


def _syntax(path: Path, error: yaml.MarkedYAMLError) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    span = Span(path, mark.line + 1, mark.column + 1) if mark else Span(path)
    problem = error.problem or error.context or "this is not YAML"
    hint = "put a text that has `: ` or ` #` in it, or begins with a mark, between quotes"
    if "\\t" in problem or "tab" in problem:
        hint = "indent with spaces: YAML takes no tabs"
    elif error.context and "quoted scalar" in error.context:
        hint = "a quotation mark is opened and not closed"
    context = f" ({error.context})" if error.context else ""
    return Diagnostic("yaml-syntax", f"{problem}{context}", span, hint)


def _character(path: Path, text: str, error: yaml.reader.ReaderError) -> Diagnostic:
    code = error.character if isinstance(error.character, int) else ord(error.character[:1] or "\0")
    before = text[: error.position]
    line = before.count("\n") + 1
    column = error.position - (before.rfind("\n") + 1) + 1
    return Diagnostic(
        "yaml-character",
        f"the character U+{code:04X} can't stand in a YAML file",
        Span(path, line, column),
        "delete it: it can't be seen, and often comes with text that was pasted",
    )
