"""A content file, read and checked against the schema, with every complaint at its place."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from cvtex.content.model import Resume
from cvtex.content.yaml import YamlFile, read_yaml
from cvtex.diagnostics import Checked, Diagnostic, Span, failed

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

DATE_HINT = "write 2023, 2023-09, 2023-09-01 or present; other words go between quotes"


def load_resume(path: Path) -> Checked[Resume]:
    """Return the résumé in a YAML file, or all that is wrong with it."""
    read = read_yaml(path)
    if read.value is None:
        return failed(*read.diagnostics)
    if not isinstance(read.value.value, dict):
        return failed(
            *read.diagnostics,
            Diagnostic(
                "content-empty" if read.value.root is None else "content-type",
                "a content file is a mapping of keys to values",
                read.value.span_at(()),
                "begin with `language: en` and `name: ...`",
            ),
        )
    try:
        resume = Resume.model_validate(_without_empty(read.value.value))
    except ValidationError as error:
        found = (_diagnostic(read.value, details) for details in error.errors(include_url=False))
        return failed(*read.diagnostics, *found)
    return Checked(resume, read.diagnostics)


def _without_empty(value: object) -> object:
    """Take a key that was left empty as one that is not there."""
    if isinstance(value, dict):
        return {key: _without_empty(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_empty(inner) for inner in value]
    return value


def _diagnostic(file: YamlFile, details: ErrorDetails) -> Diagnostic:
    loc, kind, message = _without_type(details["loc"]), details["type"], details["msg"]
    span = file.span_at(loc)
    hint = ""
    match kind:
        case "extra_forbidden":
            code, span = "key-unknown", file.key_span_at(loc)
            message = f"`{loc[-1]}` is not a key of the schema here"
            hint = _closest(str(loc[-1]), _keys_at(details["loc"][:-1]))
        case "missing":
            code, span = "key-missing", _owner_span(file, loc)
            message = f"the key `{loc[-1]}` is missing"
            hint = f"add a line `{loc[-1]}: ...`"
        case "union_tag_invalid" | "union_tag_not_found":
            code, span = "section-type", file.span_at((*loc, "type"))
            tags = details.get("ctx", {}).get("expected_tags", "")
            message = "a section needs a type that the schema knows"
            hint = f"one of {tags}".replace("'", "`") if tags else "begin it with `type: ...`"
        case "literal_error":
            code = "value-unknown"
            message = "the schema does not know this value"
            hint = f"one of {details.get('ctx', {}).get('expected', '')}".replace("'", "`")
        case "date_invalid" | "date_order" | "date_twice":
            code, hint = kind.replace("_", "-"), DATE_HINT if kind == "date_invalid" else ""
        case "list_type":
            code, message, hint = "value-type", "a list is expected here", "begin each item with -"
        case "too_short":
            code, message, hint = "list-empty", "the list is empty", "it needs at least one item"
        case "model_type" | "model_attributes_type" | "dict_type":
            code, message = "value-type", "keys with values are expected here"
        case "text_type":
            code, hint = "value-type", "if it holds `: `, put it between quotes"
        case _:
            code = kind.replace("_", "-")
    return Diagnostic(code, message, span, hint)


def _without_type(loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Return a place as the file knows it: pydantic puts a section's type behind its index."""
    return (*loc[:2], *loc[3:]) if loc[:1] == ("sections",) else loc


def _owner_span(file: YamlFile, loc: tuple[int | str, ...]) -> Span:
    """Return the place of that which lacks a key: its own key, or the item itself."""
    owner = loc[:-1]
    if not owner:
        return Span(file.path, 1, 1)
    return file.key_span_at(owner) if isinstance(owner[-1], str) else file.span_at(owner)


def _closest(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    return f"did you mean `{close[0]}`?" if close else f"the keys here are {', '.join(known)}"


def _keys_at(loc: tuple[int | str, ...]) -> list[str]:
    """Return the keys that the schema has at a place, in the order of the alphabet."""
    schema = Resume.model_json_schema()
    node: dict[str, Any] = schema
    for step in loc:
        if isinstance(step, int):
            node = node["items"]
        elif "discriminator" in node:
            node = {"$ref": node["discriminator"]["mapping"][step]}
        else:
            node = node["properties"][step]
        node = next((choice for choice in node.get("anyOf", ()) if "$ref" in choice), node)
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rpartition("/")[2]]
    return sorted(node["properties"])
