"""Which program a file was written for, told by its shape: a name says too little."""

from __future__ import annotations

from enum import StrEnum

from cvtex.content.resume import Resume
from cvtex.exchange.json_names import json_lists
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value, value_at


class Shape(StrEnum):
    """A format that a résumé may be in, by the name that people know."""

    OWN = "a content file"
    JSON_RESUME = "JSON Resume"
    RENDERCV = "RenderCV"
    YAML_RESUME = "YAMLResume"
    FRESH = "FRESH"


LOOKED_FOR = (
    "looked for: `basics`, `work` and the like (JSON Resume), `cv` (RenderCV), `content` with "
    "`basics` (YAMLResume), `employment` or `info` beside `name` (FRESH), or `name` and `sections`"
)

# The keys of a content file, and those of FRESH that no other format has.
_OURS = frozenset(Resume.model_fields)
_FRESH = frozenset({"employment", "info", "contact", "service", "disposition"})


def recognise(value: Value) -> Shape | None:
    """Return the format that a file's value has the shape of, if it is one that is known."""
    keys = value if isinstance(value, TypedMapping) else TypedMapping({}, value.span)
    sections = value_at(keys, ("sections",))
    if "sections" in keys and ("basics" not in keys or isinstance(sections, TypedList)):
        return Shape.OWN
    if _holds(keys, "cv"):
        return Shape.RENDERCV
    if _holds(keys, "content"):
        content = keys["content"]  # type: ignore[index]  # a Typed is a str
        inner = content if isinstance(content, TypedMapping) else {}
        if {"layouts", "locale"} & keys.keys() or {"basics", *json_lists()} & inner.keys():
            return Shape.YAML_RESUME
    said = value_at(keys, ("meta", "format"))
    if (isinstance(said, Typed) and said.startswith("FRESH")) or (
        "name" in keys and len(_FRESH & keys.keys()) > 1
    ):
        return Shape.FRESH
    if ("basics" in keys and "sections" not in keys) or any(
        isinstance(inner, TypedList) for key, inner in keys.items() if key in json_lists()
    ):
        return Shape.JSON_RESUME
    ours = len(_OURS & keys.keys())
    return Shape.OWN if "name" in keys and ours * 2 >= len(keys) else None


def _holds(value: object, key: str) -> bool:
    """Return whether a mapping has a key with a mapping in it, or a key left empty."""
    inner = value.get(key) if isinstance(value, dict) else None
    return isinstance(inner, TypedMapping | Empty)
