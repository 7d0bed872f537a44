"""Which program a file was written for, told by its shape: a name says too little."""

from __future__ import annotations

from enum import StrEnum

from cvtex.content.typed import Empty, TypedList, TypedMapping, Value


class Shape(StrEnum):
    """A format that a résumé may be in, by the name that people know."""

    OWN = "a content file"
    JSON_RESUME = "JSON Resume"
    RENDERCV = "RenderCV"
    YAML_RESUME = "YAMLResume"


LISTS = (
    "work",
    "volunteer",
    "education",
    "awards",
    "certificates",
    "publications",
    "skills",
    "languages",
    "interests",
    "references",
    "projects",
)
"""What JSON Resume (https://jsonresume.org/schema) has a list of, in its order."""

LOOKED_FOR = (
    "looked for: `basics`, `work` and the like (JSON Resume), `cv` (RenderCV), `content` with "
    "`basics` (YAMLResume), or `name` and `sections`"
)


def recognise(value: Value) -> Shape | None:
    """Return the format that a file's value has the shape of, if it is one that is known."""
    keys = value if isinstance(value, TypedMapping) else {}
    if "sections" in keys:
        return Shape.OWN
    if _holds(keys, "cv"):
        return Shape.RENDERCV
    if _holds(keys, "content"):
        content = keys["content"]  # type: ignore[index]  # a Typed is a str
        inner = content if isinstance(content, TypedMapping) else {}
        if {"layouts", "locale"} & keys.keys() or {"basics", *LISTS} & inner.keys():
            return Shape.YAML_RESUME
    if "basics" in keys or any(
        isinstance(inner, TypedList) for key, inner in keys.items() if key in LISTS
    ):
        return Shape.JSON_RESUME
    return Shape.OWN if "name" in keys else None


def _holds(value: object, key: str) -> bool:
    """Return whether a mapping has a key with a mapping in it, or a key left empty."""
    inner = value.get(key) if isinstance(value, dict) else None
    return isinstance(inner, TypedMapping | Empty)
