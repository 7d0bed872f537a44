"""Reads the docstrings of a record's keys, for the JSON Schema and the documentation.

pydantic can read them too, but does so when it creates a class, which costs each run 20 ms.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from dataclasses import dataclass
from functools import cache

from cvtex.schema.fields import Record

_EXAMPLES = re.compile(r"\s*For example (?P<examples>`.*`)\.$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class KeyDoc:
    """The description of a key, and its examples."""

    text: str
    examples: tuple[str, ...]


def describe(record: type[Record]) -> dict[str, KeyDoc]:
    """Return the descriptions of a record's keys, including inherited ones."""
    found: dict[str, KeyDoc] = {}
    for base in reversed(record.__mro__):
        if issubclass(base, Record):
            found |= _module(base.__module__).get(base.__name__, {})
    return found


@cache
def _module(name: str) -> dict[str, dict[str, KeyDoc]]:
    """Return the descriptions in a module by class and field."""
    tree = ast.parse(inspect.getsource(sys.modules[name]))
    return {node.name: _fields(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _fields(node: ast.ClassDef) -> dict[str, KeyDoc]:
    described = {}
    for field, below in zip(node.body, node.body[1:], strict=False):
        match field, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                described[name] = _described(inspect.cleandoc(text))
    return described


def _described(text: str) -> KeyDoc:
    """Split a docstring from the examples at its end, "For example `one` or `another`."."""
    match = _EXAMPLES.search(text)
    examples = re.findall(r"`([^`]*)`", match["examples"]) if match else []
    return KeyDoc(_EXAMPLES.sub("", text).replace("\n", " "), tuple(examples))
