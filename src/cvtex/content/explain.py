"""What pydantic has against a content file, as a person understands it, at its place."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from cvtex.codes import Code
from cvtex.content.model import Resume
from cvtex.content.typed import Value, key_span_at, span_at
from cvtex.diagnostics import Diagnostic, Span

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

DATE_HINT = "write 2023, 2023-09, 2023-09-01 or present; other words go between quotes"


def explain(details: ErrorDetails, value: Value) -> Diagnostic:
    """Return what pydantic has against a value as a person understands it, at its place."""
    loc, kind, message = _without_type(details["loc"]), details["type"], details["msg"]
    span = span_at(value, loc)
    hint = ""
    match kind:
        case "extra_forbidden":
            code, span = Code.KEY_UNKNOWN, key_span_at(value, loc)
            message = f"`{loc[-1]}` is not a key of the schema here"
            hint = _closest(str(loc[-1]), _keys_at(details["loc"][:-1]))
        case "missing":
            code, span = Code.KEY_MISSING, _owner_span(value, loc)
            message = f"the key `{loc[-1]}` is missing"
            hint = f"add a line `{loc[-1]}: ...`"
        case "union_tag_invalid" | "union_tag_not_found":
            code, span = Code.SECTION_TYPE, span_at(value, (*loc, "type"))
            tags = details.get("ctx", {}).get("expected_tags", "")
            message = "a section needs a type that the schema knows"
            hint = f"one of {tags}".replace("'", "`") if tags else "begin it with `type: ...`"
        case "literal_error":
            code = Code.VALUE_UNKNOWN
            message = "the schema does not know this value"
            hint = f"one of {details.get('ctx', {}).get('expected', '')}".replace("'", "`")
        case "date_invalid" | "date_order" | "date_twice":
            code, hint = Code(kind.replace("_", "-")), DATE_HINT if kind == "date_invalid" else ""
        case "list_type":
            code, message, hint = (
                Code.VALUE_TYPE,
                "a list is expected here",
                "begin each item with -",
            )
        case "too_short":
            code, message, hint = Code.LIST_EMPTY, "the list is empty", "it needs at least one item"
        case "model_type" | "model_attributes_type" | "dict_type":
            code, message = Code.VALUE_TYPE, "keys with values are expected here"
        case "text_type":
            code, hint = Code.VALUE_TYPE, "if it holds `: `, put it between quotes"
        case _:
            code = Code(kind.replace("_", "-"))
            hint = str(details.get("ctx", {}).get("hint", ""))
    return Diagnostic(code, message, span, hint)


def _without_type(loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Return a place as the file knows it: pydantic puts a section's type behind its index."""
    return (*loc[:2], *loc[3:]) if loc[:1] == ("sections",) else loc


def _owner_span(value: Value, loc: tuple[int | str, ...]) -> Span:
    """Return the place of that which lacks a key: its own key, or the item itself."""
    owner = loc[:-1]
    if not owner:
        return Span(value.span.file, 1, 1)
    return key_span_at(value, owner) if isinstance(owner[-1], str) else span_at(value, owner)


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
