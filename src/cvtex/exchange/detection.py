"""Detects the format of a résumé from its keys."""

from __future__ import annotations

from enum import StrEnum

from cvtex.content.resume import Resume
from cvtex.exchange.json_names import json_lists
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value, value_at


class FileFormat(StrEnum):
    """A format of résumés, by its common name."""

    OWN = "a content file"
    JSON_RESUME = "JSON Resume"
    RENDERCV = "RenderCV"
    YAML_RESUME = "YAMLResume"
    FRESH = "FRESH"


LOOKED_FOR = (
    "looked for: `basics`, `work` and the like (JSON Resume), `cv` (RenderCV), `content` with "
    "`basics` (YAMLResume), `employment` or `info` beside `name` (FRESH), or `name` and `sections`"
)

# The keys of a content file, and keys that only FRESH has.
_OURS = frozenset(Resume.model_fields)
_FRESH = frozenset({"employment", "info", "contact", "service", "disposition"})
KEYS = frozenset({*_OURS, *_FRESH, *json_lists(), "cv", "content", "basics"})
"""The keys at the top of a résumé, in any format."""


def recognise(value: Value) -> FileFormat | None:
    """Return the format of a file's value, or None."""
    keys = value if isinstance(value, TypedMapping) else TypedMapping({}, value.span)
    sections = value_at(keys, ("sections",))
    if "sections" in keys and ("basics" not in keys or isinstance(sections, TypedList)):
        return FileFormat.OWN
    if _holds(keys, "cv"):
        return FileFormat.RENDERCV
    if _holds(keys, "content"):
        content = keys["content"]  # type: ignore[index]  # a Typed is a str
        inner = content if isinstance(content, TypedMapping) else {}
        if {"layouts", "locale"} & keys.keys() or {"basics", *json_lists()} & inner.keys():
            return FileFormat.YAML_RESUME
    format_name = value_at(keys, ("meta", "format"))
    if (isinstance(format_name, Typed) and format_name.startswith("FRESH")) or (
        "name" in keys and len(_FRESH & keys.keys()) > 1
    ):
        return FileFormat.FRESH
    if ("basics" in keys and "sections" not in keys) or any(
        isinstance(inner, TypedList) for key, inner in keys.items() if key in json_lists()
    ):
        return FileFormat.JSON_RESUME
    known = len(_OURS & keys.keys())
    return FileFormat.OWN if "name" in keys and known * 2 >= len(keys) else None


def _holds(value: object, key: str) -> bool:
    """Return whether a mapping has a key with a mapping or without a value."""
    inner = value.get(key) if isinstance(value, dict) else None
    return isinstance(inner, TypedMapping | Empty)
