"""Explains pydantic's errors as findings with hints."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from cvtex.content.keys import Loc, in_file, keys_of, record_at
from cvtex.content.repairs.forms import REPAIRS_MAX, begins_with_key, colon, not_a_key
from cvtex.content.repairs.misplaced import duplicate_key, key_home
from cvtex.content.repairs.suggestions import for_date, for_list, for_mapping, for_text, plain
from cvtex.content.repairs.synonyms import type_synonyms
from cvtex.diagnostics import SOUGHT_MAX, Diagnostic, Fix, Span
from cvtex.diagnostics.codes import Code
from cvtex.schema.date_guesses import guesses
from cvtex.schema.date_readings import Range, impossible, readings
from cvtex.schema.date_readings import plain as plain_date
from cvtex.schema.dates import iso
from cvtex.sections import section_types
from cvtex.source import synonyms
from cvtex.source.fixes import instead_of
from cvtex.source.synonyms import closest, meanings
from cvtex.source.typed import (
    Empty,
    Typed,
    TypedMapping,
    Value,
    cited,
    key_span_at,
    span_at,
    value_at,
)

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# Hints for our models' own errors; errors of dates and addresses have their own.
HINTS = {
    "text_empty": "write the text, or remove the key",
    "date_twice": "keep `date`, or keep `start_date` and `end_date`",
    "date_order": "check both dates",
    "contact_kind": "write each as a separate item with its own `-`",
    "key_missing": "add the key, or remove the section",
    "author_name": "write `name: ...`, or `family: ...` and `given: ...`",
    "skill_form": "write `text: ...` alone, or `name: ...` with other keys",
    "highlights_too_deep": "move the points below it one level up",
    "tag_invalid": "write one word, as `ml`",
    "priority_invalid": "the most important has `priority: 1`",
}
# A language tag, the key of a block for one language in an overlay.
_TAG = re.compile("[a-z]{2}(?:-[A-Za-z]+)*")


def explain(found: Sequence[ErrorDetails], value: Value) -> tuple[Diagnostic, ...]:
    """Return the findings for pydantic's errors in a value."""
    return tuple(islice(map(_Explainer(found, value).finding, found), SOUGHT_MAX))


class _Explainer:
    """Explains the errors in one value."""

    def __init__(self, found: Sequence[ErrorDetails], value: Value) -> None:
        self.value = value
        unknown = (details["loc"] for details in found if details["type"] == "extra_forbidden")
        self.repairable = frozenset(islice(unknown, REPAIRS_MAX))

    def _at(self, loc: Loc) -> Value:
        return value_at(self.value, in_file(loc))

    def finding(self, details: ErrorDetails) -> Diagnostic:  # noqa: PLR0911 - one for each kind
        """Return the finding for an error."""
        loc, kind = details["loc"], details["type"]
        context = details.get("ctx", {})
        match kind:
            case "extra_forbidden":
                return self._key_unknown(loc)
            case "missing":
                return self._key_missing(loc)
            case "union_tag_invalid" | "union_tag_not_found" | "model_attributes_type":
                return self._section_type(loc)
            case "literal_error":
                return self._value_unknown(loc, str(context.get("expected", "")))
            case "list_type" | "model_type" | "dict_type" | "text_type":
                return self._value_type(details)
            case "too_short" if isinstance(self._at(loc), TypedMapping):
                hint = "write one by the tag of its audience, as `ml: ...`"
                return self._found(loc, Code.LIST_EMPTY, "there is no other wording here", hint)
            case "too_short":
                return self._found(loc, Code.LIST_EMPTY, "the list is empty", "add an item")
            case "flag_type":
                yes = str(self._at(loc)).lower() in ("yes", "on", "1", "y", "是")
                hint = "write `true`" if yes else "write `true` or `false`"
                return self._found(loc, Code.FLAG_TYPE, details["msg"], hint)
            case _:
                hint = self._one_end(loc) or context.get("hint") or HINTS[kind]
                at = (*loc, context["at"]) if context.get("at") else loc
                finding = self._found(at, Code(kind.replace("_", "-")), details["msg"], hint)
                return replace(finding, fixes=_fixes(kind, self._at(at), context))

    def _one_end(self, loc: Loc) -> str:
        """Return the hint for a range in `start_date` or `end_date` when both are given, or ''."""
        ends = ("start_date", "end_date")
        given, owner = self._at(loc), self._at(loc[:-1])
        if loc[-1] not in ends or not isinstance(given, Typed):
            return ""
        both = all(isinstance(value_at(owner, (end,)), Typed) for end in ends)
        found = (date for date in (*readings(given), *guesses(given)) if isinstance(date, Range))
        if not both or not (both_ends := next(found, None)):
            return ""
        end = both_ends.start if loc[-1] == "start_date" else both_ends.end
        return f"write `{loc[-1]}: {iso(end)}`: the other end has its own key"

    def _key_unknown(self, loc: Loc) -> Diagnostic:
        key, owner = str(loc[-1]), loc[:-1]
        record = record_at(owner)
        known = keys_of(record) if record else []
        hint = f"the keys here are {', '.join(known)}"
        span = key_span_at(self.value, in_file(loc))
        mapping = self._at(owner)
        if (before := key.partition("：")[0].rstrip()) in known and "：" in key:
            hint = f"the colon after `{before}` is full-width, and a letter to YAML: "
            hint += f"write `{before}: ` with an ordinary colon, and the text in quotes"
        elif loc in self.repairable and isinstance(mapping, TypedMapping):
            hint = (
                self._for_language(key, owner, span)
                or duplicate_key(key, mapping, known)
                or key_home(key, owner, value_at(mapping, (key,)))
                or hint
            )
        return Diagnostic(Code.KEY_UNKNOWN, not_a_key(key), span, hint)

    def _for_language(self, key: str, owner: Loc, span: Span) -> str:
        """Return the hint for a block of an overlay for an unknown language, or ''."""
        if owner or span.file.name != "private.yaml" or not _TAG.fullmatch(key):
            return ""
        return f"`{key}` is not a known language: keys for one language go below `en` or `zh`"

    def _key_missing(self, loc: Loc) -> Diagnostic:
        key, owner = loc[-1], self._at(loc[:-1])
        path = in_file(loc)
        if isinstance(owner, TypedMapping) and key in owner:
            message, span = f"the key `{key}` is empty", key_span_at(self.value, path)
            return Diagnostic(Code.KEY_MISSING, message, span, "write its value")
        message, hint = f"the key `{key}` is missing", f"add a line `{key}: ...`"
        if loc == ("language",):
            hint = "add a line with a language tag, as `language: en` or `language: zh-Hans`"
        return Diagnostic(Code.KEY_MISSING, message, _owner_span(self.value, path), hint)

    def _section_type(self, loc: Loc) -> Diagnostic:
        section, types = self._at(loc), [*section_types()]
        known = f"one of {_listed(types)}"
        if isinstance(section, Typed):
            known_type = closest(section, types, type_synonyms())
            message, hint = (
                "a section is a mapping of keys",
                f"begin it with `type: {known_type or '...'}`",
            )
            return self._found(loc, Code.SECTION_TYPE, message, hint)
        given = section.get("type") if isinstance(section, TypedMapping) else None  # type: ignore[call-overload]  # a Typed is a str
        if isinstance(given, Typed):
            message, hint = f"{cited(given)} is not a type of section", known
        else:
            message, hint = "a section needs a type", f"begin it with `type: ...`, {known}"
        return Diagnostic(Code.SECTION_TYPE, message, span_at(self.value, (*loc, "type")), hint)

    def _value_unknown(self, loc: Loc, expected: str) -> Diagnostic:
        given = self._at(loc)
        known = re.findall("'([^']*)'", expected)
        suggestion = closest(given, known, synonyms.KINDS) if isinstance(given, Typed) else ""
        what = cited(given) if isinstance(given, Typed) else "this"
        hint = f"did you mean `{suggestion}`?" if suggestion else f"one of {_listed(known)}"
        message = f"{what} is not a valid `{loc[-1]}`"
        finding = self._found(loc, Code.VALUE_UNKNOWN, message, hint)
        if not isinstance(given, Typed) or not suggestion:
            return finding
        # Only a misspelling is certain: a `paper` may be of a journal, a conference or neither.
        certain = meanings(given, known, {}) == [suggestion]
        return replace(finding, fixes=instead_of(given, suggestion, certain=certain))

    def _value_type(self, details: ErrorDetails) -> Diagnostic:
        loc, kind = details["loc"], details["type"]
        given, record, owner = self._at(loc), record_at(loc), self._at(loc[:-1])
        if isinstance(given, Empty):
            message, hint = "the item is empty", "write it, or remove the `-`"
        elif kind == "list_type":
            own = owner.typed(str(loc[-1])) if isinstance(owner, TypedMapping) else None
            hint = for_list(given, loc, own.source if own else "")
            message = "a list is expected here"
        elif kind == "text_type":
            key = loc[-1] if isinstance(loc[-1], str) else ""
            if isinstance(given, TypedMapping) and len(given) == 1 and begins_with_key(given):
                small = all(key.islower() and key.isidentifier() for key in given)
                if not (key and small):
                    return colon(given)
            message, hint = details["msg"], details["ctx"]["hint"]
            if details["ctx"]["what"] == "a text":
                hint = for_text(given, key, hint)
            elif key == "date":
                hint = for_date(given, hint)
        else:
            message, hint = "keys with values are expected here", for_mapping(given, record)
        return self._found(loc, Code.VALUE_TYPE, message, hint)

    def _found(self, loc: Loc, code: Code, message: str, hint: str) -> Diagnostic:
        return Diagnostic(code, message, span_at(self.value, in_file(loc)), hint)


def _fixes(kind: str, given: Value, context: Mapping[str, object]) -> tuple[Fix, ...]:
    """Return the fixes of a text by the context of its error, or by the dates that it may mean."""
    if not isinstance(given, Typed):
        return ()
    if bare := str(context.get("bare", "")):  # the text between typographic quotes
        return instead_of(given, plain(bare), certain=True)
    if meant := str(context.get("meant", "")):
        return instead_of(given, meant, certain=False)
    if kind != "date_invalid":
        return ()
    found = readings(given) or guesses(given)
    dates = {iso(date): date for date in found if not isinstance(date, Range)}
    # In `Mar 21` a day may be meant, where a year in full is no day.
    in_full = all(str(getattr(date, "year", "")) in plain_date(given) for date in dates.values())
    certain = len(dates) == len({*found}) == 1 and in_full and not impossible(given)
    return tuple(fix for date in dates for fix in instead_of(given, date, certain=certain))


def _owner_span(value: Value, loc: Loc) -> Span:
    """Return the span of the mapping without a key: its own key, or the item."""
    owner = loc[:-1]
    if not owner:
        return Span(value.span.file, 1, 1)
    return key_span_at(value, owner) if isinstance(owner[-1], str) else span_at(value, owner)


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
