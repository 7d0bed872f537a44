"""Repairs a value in braces that a comma has cut: `{value: Berlin, Germany}`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from cvtex.content.repairs.suggestions import plain
from cvtex.diagnostics import Diagnostic, replacing
from cvtex.diagnostics.codes import Code
from cvtex.source.synonyms import closest
from cvtex.source.typed import CITED_MAX, Empty, Typed, TypedList, TypedMapping, Value, cited


def with_rest(
    mapping: TypedMapping, key: str, known: Collection[str], lists: Collection[str]
) -> tuple[Diagnostic, TypedMapping] | None:
    """Return the finding for a key that is the rest of the value before it, and the repair.

    It is None unless that value is a text of one of the keys `known`, of which `lists` hold a list.
    """

    def is_rest(at: int) -> bool:
        """Return whether a key has neither a colon nor a likely meaning."""
        value = mapping[keys[at]]
        bare = isinstance(value, Empty) and value.span.column == _end(keys[at])
        return bare and not closest(keys[at], known, {})

    keys = [*mapping]
    start = end = keys.index(key)
    while start > 0 and is_rest(start):
        start -= 1
    while end < len(keys) and is_rest(end):
        end += 1
    owner, rest = keys[start], keys[start + 1 : end]
    value = mapping[owner]
    if key not in rest or owner not in known or not isinstance(value, Typed):
        return None
    parts = [value, *rest]
    if owner in lists:
        whole: Value = TypedList([*parts], value.span)
        text = f"[{', '.join(map(plain, parts))}]"
        what = "a list"
    else:
        whole = Typed(", ".join(parts), value.span, source=" ")
        text = plain(whole)
        what = "a text with a comma"
    span = replace(value.span, length=_end(rest[-1]) - value.span.column)
    is_one_line = rest[-1].span.line == value.span.line
    shown = text if len(text) <= CITED_MAX else "..."
    hint = f"write {what} as `{owner}: {shown}`"
    finding = Diagnostic(
        Code.KEY_UNKNOWN,
        f"YAML reads {cited(rest[0])} as a key because of the comma before it",
        rest[0].span,
        hint,
        fixes=replacing(span if is_one_line else None, text, certain=False),
    )
    items = {one: inner for one, inner in mapping.items() if one not in rest}
    return finding, TypedMapping(items | {owner: whole}, mapping.span)


def _end(typed: Typed) -> int:
    return typed.span.column + typed.span.length
