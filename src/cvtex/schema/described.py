"""What the keys of a record hold, as the docstrings below them say it.

pydantic can read them too, but does so when a class is made: that costs every run 20 ms and more
(measured over the models here), and only the schema for editors needs them.
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
class Described:
    """What a key holds, in a sentence or several, with examples as a person types them."""

    text: str
    examples: tuple[str, ...]


def describe(record: type[Record]) -> dict[str, Described]:
    """Return the description of each field of a record, those it inherits with them."""
    found: dict[str, Described] = {}
    for base in reversed(record.__mro__):
        if issubclass(base, Record):
            found |= _module(base.__module__).get(base.__name__, {})
    return found


@cache
def _module(name: str) -> dict[str, dict[str, Described]]:
    """Return what the docstrings of a module's classes say, by class and field."""
    tree = ast.parse(inspect.getsource(sys.modules[name]))
    return {node.name: _fields(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _fields(node: ast.ClassDef) -> dict[str, Described]:
    described = {}
    for field, below in zip(node.body, node.body[1:], strict=False):
        match field, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                described[name] = _described(inspect.cleandoc(text))
    return described


def _described(text: str) -> Described:
    """Part the examples at the end of a docstring, "For example `one` or `another`.", from it."""
    match = _EXAMPLES.search(text)
    examples = re.findall(r"`([^`]*)`", match["examples"]) if match else []
    return Described(_EXAMPLES.sub("", text).replace("\n", " "), tuple(examples))
