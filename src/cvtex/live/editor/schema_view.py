"""What the JSON Schemas say at a place: the keys that fit, the values, and their descriptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cvtex.live.editor.places import Step

Node = dict[str, Any]
"""A part of a JSON Schema (draft 7)."""


class SchemaView:
    """A JSON Schema, looked at from places in a file."""

    def __init__(self, schema: Node) -> None:
        """Create a view of a schema."""
        self._schema = schema

    def at(self, steps: Iterable[Step], present: Mapping[str, str] | None = None) -> list[Node]:
        """Return the parts of the schema for the value at some steps.

        `present` are the keys of that value, if it is a mapping; they decide between conditions.
        """
        nodes = [self._schema]
        for key, siblings in steps:
            flat = self._flat(nodes, siblings)
            nodes = [inner for node in flat for inner in _inner(node, key)]
        return [*self._flat(nodes, present or {})]

    def keys(self, steps: Iterable[Step], present: Mapping[str, str]) -> dict[str, list[Node]]:
        """Return the keys of a mapping that are not present, with the parts about their values."""
        found: dict[str, list[Node]] = {}
        for node in self.at(steps, present):
            for key, inner in node.get("properties", {}).items():
                if key not in present:
                    found.setdefault(key, []).extend(self._flat([inner], {}))
        return found

    def _flat(self, nodes: Iterable[Node], siblings: Mapping[str, str]) -> Iterator[Node]:
        """Yield parts of a schema with what they refer to, and the alternatives that may hold."""
        for node in nodes:
            yield node
            inner: list[Node] = [*node.get("anyOf", ()), *node.get("allOf", ())]
            if "$ref" in node:
                inner.append(self._schema["definitions"][node["$ref"].rpartition("/")[2]])
            if "if" in node:
                # In a mapping without keys, each key may come that a condition asks for.
                is_open = not siblings and "properties" not in node["if"]
                holds = _holds(node["if"], siblings)
                inner += [node["then"]] if "then" in node and (holds or is_open) else []
                inner += [node["else"]] if "else" in node and not holds else []
            yield from self._flat(inner, siblings)


def description(nodes: Iterable[Node]) -> str:
    """Return the first description of some parts of a schema, or ''."""
    return next((node["description"] for node in nodes if "description" in node), "")


def examples(nodes: Iterable[Node]) -> list[Any]:
    """Return the examples of some parts of a schema."""
    return list(next((node["examples"] for node in nodes if "examples" in node), ()))


def values(nodes: Iterable[Node]) -> dict[str, str]:
    """Return the values that some parts of a schema list, with their descriptions or ''."""
    found: dict[str, str] = {}
    for node in nodes:
        told = node.get("enumDescriptions", ())
        for at, value in enumerate(node.get("enum", ())):
            found.setdefault(str(value), told[at] if at < len(told) else "")
        if "boolean" in node.get("type", ()):
            found |= {"true": "", "false": ""}
    return found


def is_container(nodes: Iterable[Node]) -> bool:
    """Return whether a value is usually a list or a mapping, on lines of its own."""
    kinds = [kind for node in nodes for kind in _kinds(node)]
    return bool({"array", "object"} & {*kinds}) and "string" not in kinds


def _kinds(node: Node) -> list[str]:
    kind = node.get("type", [])
    return [kind] if isinstance(kind, str) else kind


def _inner(node: Node, key: str | None) -> list[Node]:
    """Return the parts about the value of a key of a mapping, or about the items of a list."""
    if key is None:
        return [node["items"]] if "items" in node else []
    if key in node.get("properties", {}):
        return [node["properties"][key]]
    others = node.get("additionalProperties")
    return [others] if isinstance(others, dict) else []


def _holds(condition: Node, present: Mapping[str, str]) -> bool:
    """Return whether a condition about the keys of a mapping holds."""
    wanted = {
        key: of["const"] for key, of in condition.get("properties", {}).items() if "const" in of
    }
    return all(key in present for key in condition.get("required", ())) and all(
        present.get(key, "").strip("\"'") == value for key, value in wanted.items()
    )
