"""The events of YAML as values that know where they were typed.

Nothing is constructed: `no`, `1:30` and `2023.10` stay what they are. Anchors, aliases and merge
keys (https://yaml.org/type/merge.html) are settled here, and cost what they expand to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.source.mending import Edit, Place, Sheet
from cvtex.source.scalars import Scalar, behind_properties
from cvtex.source.syntax.complaint import ComplaintError, brief, in_quotes
from cvtex.source.syntax.keyline import is_glued, key_line
from cvtex.source.syntax.plaintext import as_text, mark_first, text_at
from cvtex.source.syntax.trail import Seen, Trail
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value

VALUES_MAX = 20_000
"""Values that a file may come to when its aliases are expanded: far more than a résumé has."""

DEPTH_MAX = 32
"""Values that may stand inside each other: twice as many as the schema has."""

# The tags of YAML 1.1 (https://yaml.org/type/) that change nothing: all scalars are strings here.
_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")
)

_BRACKET = re.compile(r"[\[{]")
# The anchor and the tag before a value, in either order.
_ANCHOR = re.compile(r"(?:!\S*[ \t]+)?&")
_ALIAS = re.compile(r"(?<![^\s\[,])\*([\w-]+)(?![^\s,\]}])")
_TAG = re.compile(r"(?:&\S*[ \t]+)?(!\S*)")

_Collection: TypeAlias = yaml.SequenceStartEvent | yaml.MappingStartEvent


@dataclass(slots=True)
class _Anchor:
    """What an anchor holds: its value once that is complete, how much and how deep it is."""

    name: str
    span: Span
    scalar: bool
    value: Value | None = None
    size: int = 0
    height: int = 0
    used: bool = False


class Composer:
    """Makes a value of what libyaml reads in a sheet; `findings` are what does not stop it.

    `trail` is what was read so far. What stops it is a complaint, or an error of libyaml's.
    """

    def __init__(
        self, sheet: Sheet, list_tags: frozenset[str] = frozenset(), *, literal: bool = False
    ) -> None:
        """Read a sheet from its beginning; a list may have one of these tags.

        `literal` looks for no slips in texts.
        """
        self._list_tags = list_tags
        self._literal = literal
        self.findings: list[Diagnostic] = []
        self.trail = Trail()
        self._sheet = sheet
        self._anchors: list[_Anchor] = []
        self._by_name: dict[str, _Anchor] = {}
        self._left = VALUES_MAX
        # For each list and mapping that is open, its bracket if it has one.
        self._open: list[Place | None] = []
        self._events = self._read()

    def document(self) -> Value:
        """Return the one value of the file; a file that has nothing in it is `Empty`."""
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return Empty(Span(self._sheet.path))
        first = next(self._events)
        value, _ = self._value(first, 1)
        if isinstance(value, Typed) and not value.quoted:
            self._refuse_lone_text(self._start(first))
        next(self._events)
        self._refuse_second(next(self._events))
        if not self._literal:
            self._find_unused()
        return value

    def _refuse_lone_text(self, start: Place) -> None:
        """Complain of `name:Ada`, all of which is one text to YAML."""
        if is_glued(self._sheet.after(start)):
            raise ComplaintError(*key_line(self._sheet, start))

    def _read(self) -> Iterator[yaml.Event]:
        for event in yaml.parse(self._sheet.read(), Loader=yaml.CSafeLoader):
            self._follow(event)
            yield event

    def _follow(self, event: yaml.Event) -> None:
        trail, start, end = self.trail, self._start(event), self._end(event)
        if isinstance(event, yaml.ScalarEvent | yaml.AliasEvent) and end > start:
            style = event.style if isinstance(event, yaml.ScalarEvent) else ""
            trail.last = Seen(type(event), style or "", start, end)
        elif isinstance(event, _Collection):
            start = behind_properties(self._sheet, start)
            has_bracket = event.flow_style and self._sheet.match(_BRACKET, start)
            self._open.append(start if has_bracket else None)
            if has_bracket:
                trail.brackets.append(start)
            elif not event.flow_style:
                trail.blocks.append(start)
        elif isinstance(event, yaml.CollectionEndEvent) and (bracket := self._open.pop()):
            trail.brackets.pop()
            trail.last = Seen(type(event), "", bracket, end)

    def _start(self, event: yaml.Event) -> Place:
        return self._sheet.place(event.start_mark) if event.start_mark else Place(0, 0)

    def _end(self, event: yaml.Event) -> Place:
        return self._sheet.place(event.end_mark) if event.end_mark else Place(0, 0)

    def _span(self, first: yaml.Event, last: yaml.Event | None = None) -> Span:
        """Return the place of what begins and ends with events, as far as its first line goes."""
        start, end = self._start(first), self._end(last or first)
        until = end.column if end.line == start.line else len(self._sheet.lines[start.line])
        return self._sheet.span(start, until - start.column)

    def _refuse_second(self, event: yaml.Event) -> None:
        """Complain of a second document; one that is empty takes nothing away from the first."""
        if isinstance(event, yaml.StreamEndEvent):
            return
        finding = Diagnostic(
            Code.YAML_DOCUMENTS,
            "`---` begins a second document, but a file contains only one",
            self._sheet.span(self._start(event), 3),
            "remove the line",
        )
        second = next(self._events)
        if not isinstance(second, yaml.ScalarEvent) or second.value:
            raise ComplaintError(finding)
        self.findings.append(finding)

    def _value(self, event: yaml.Event, depth: int) -> tuple[Value, int]:
        """Return the value that begins with an event, and how deep others nest in it."""
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, depth)
        self._count(1, event)
        before = self._left
        anchor = self._anchored(event)
        if isinstance(event, yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent):
            self._refuse_tag(event)
        value, height = self._inside(event, depth)
        if anchor:
            anchor.value, anchor.size, anchor.height = value, before - self._left + 1, height
        return value, height

    def _inside(self, event: yaml.Event, depth: int) -> tuple[Value, int]:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event), 0
        if depth > DEPTH_MAX:
            raise ComplaintError(self._too_deep(event))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(event, depth)
        return self._mapping(event, depth)

    def _scalar(self, event: yaml.ScalarEvent) -> Typed | Empty:
        end = self._end(event)
        start = min(behind_properties(self._sheet, self._start(event)), end)
        scalar = Scalar(self._sheet, event, start, end, bool(self.trail.brackets))
        if not event.value and not scalar.quoted:
            if not self._literal:
                scalar.refuse_comment()
            return Empty(self._sheet.span(start))
        typed = scalar.typed(literal=self._literal)
        if not self._literal:
            self.findings += scalar.findings(typed)
        return typed

    def _list(self, event: yaml.SequenceStartEvent, depth: int) -> tuple[TypedList, int]:
        items: list[Value] = []
        height = 0
        while not isinstance(item := next(self._events), yaml.SequenceEndEvent):
            value, inner = self._value(item, depth + 1)
            items.append(value)
            height = max(height, inner)
        return TypedList(items, self._span(event, item), event.tag or ""), height + 1

    def _mapping(self, event: yaml.Event, depth: int) -> tuple[TypedMapping, int]:
        own: dict[Typed, Value] = {}
        spans: dict[str, Span] = {}
        merged: list[TypedMapping] = []
        merge: Span | None = None
        height = 0
        while not isinstance(key := next(self._events), yaml.MappingEndEvent):
            if isinstance(key, yaml.ScalarEvent) and key.value == "<<" and not key.style:
                span = self._span(key)
                if merge:
                    self._twice("<<", span, merge, "write a list: `<<: [*a, *b]`")
                merge = merge or span
                inner = self._merge(next(self._events), merged, depth)
            else:
                inner = self._entry(key, own, spans, depth)
            height = max(height, inner)
        for base in merged:
            for name, value in base.items():
                own.setdefault(name, value)
        return TypedMapping(own, self._span(event, key)), height + 1

    def _entry(
        self, event: yaml.Event, own: dict[Typed, Value], spans: dict[str, Span], depth: int
    ) -> int:
        """Read a key with its value into a mapping."""
        key, _ = self._value(event, depth + 1)
        following = next(self._events)
        if isinstance(key, Typed):
            self._refuse_glued(event, key, following)
        value, height = self._value(following, depth + 1)
        if not isinstance(key, Typed) or isinstance(event, yaml.AliasEvent):
            start = self._start(event)
            braced = self._sheet.before(start).endswith("{")
            text = text_at(self._sheet, Place(start.line, start.column - braced))
            hint = f"put a text that begins like this in quotes: {in_quotes(text)}"
            self.findings.append(
                Diagnostic(Code.YAML_KEY, "a key must be a word", self._span(event), hint)
            )
        elif key in own:
            self._twice(key, key.span, spans[key], "keep one of the two")
        else:
            own[key], spans[key] = value, key.span
        return height

    def _twice(self, key: str, span: Span, first: Span, hint: str) -> None:
        where = f"line {first.line}"
        if first.line == span.line:
            where += f", column {first.column}"
        message = f"`{brief(key)}` is given twice, first in {where}"
        self.findings.append(Diagnostic(Code.YAML_DUPLICATE_KEY, message, span, hint))

    def _refuse_glued(self, event: yaml.Event, key: Typed, following: yaml.Event) -> None:
        """Complain of `{name:Ada}` and of `? name`, which are keys without a value to YAML."""
        nothing = (
            isinstance(following, yaml.ScalarEvent)
            and not following.value
            and self._start(following) == self._end(following)
        )
        if not nothing or key.quoted:
            return
        start = self._start(event)
        if self._sheet.before(start).endswith("? "):
            raise mark_first(self._sheet, Place(start.line, start.column - 2))
        if self.trail.brackets and is_glued(key):
            raise ComplaintError(*key_line(self._sheet, start))

    def _merge(self, event: yaml.Event, merged: list[TypedMapping], depth: int) -> int:
        """Read what stands behind `<<`: a mapping, or a list of mappings."""
        if not isinstance(event, yaml.SequenceStartEvent) or event.anchor:
            return self._base(event, merged, depth + 1)
        self._count(1, event)
        height = 0
        while not isinstance(item := next(self._events), yaml.SequenceEndEvent):
            height = max(height, self._base(item, merged, depth + 2))
        return height + 1

    def _base(self, event: yaml.Event, merged: list[TypedMapping], depth: int) -> int:
        value, height = self._value(event, depth)
        bases = value if isinstance(value, TypedList) else [value]
        known = [base for base in bases if isinstance(base, TypedMapping)]
        merged += known
        if len(known) < len(bases) and not self._sheet.mended(self._start(event).line):
            self.findings.append(
                Diagnostic(
                    Code.YAML_MERGE,
                    "`<<` merges the keys of another mapping, but this is not a mapping",
                    self._span(event),
                    "write `<<: *name`, where `&name` stands before a mapping",
                )
            )
        return height

    def _alias(self, event: yaml.AliasEvent, depth: int) -> tuple[Value, int]:
        name = str(event.anchor)
        anchor = self._by_name.get(name)
        if not anchor:
            raise self._unknown(name, event)
        if anchor.value is None:
            message = f"the alias `*{brief(name)}` is inside the value it refers to"
            hint = f"it would never end: move it out of the value that `&{brief(name)}` marks"
            raise ComplaintError(Diagnostic(Code.YAML_ALIAS, message, self._span(event), hint))
        anchor.used = True
        self._count(anchor.size, event)
        if depth + anchor.height - 1 > DEPTH_MAX:
            raise ComplaintError(self._too_deep(event))
        return anchor.value, anchor.height

    def _unknown(self, name: str, event: yaml.AliasEvent) -> ComplaintError:
        """Return the complaint of an alias of nothing, which is often a text in asterisks."""
        start, in_brackets = self._start(event), bool(self.trail.brackets)
        if not in_brackets and text_at(self._sheet, start) != f"*{name}":
            return mark_first(self._sheet, start)
        return ComplaintError(
            Diagnostic(
                Code.YAML_ALIAS,
                f"`*{brief(name)}` is an alias in YAML, but there is no `&{brief(name)}` before it",
                self._span(event),
                f"put the text in quotes: {in_quotes(f'*{name}')}",
            ),
            as_text(self._sheet, start, in_brackets=in_brackets),
        )

    def _anchored(self, event: yaml.Event) -> _Anchor | None:
        name = event.anchor if isinstance(event, yaml.NodeEvent) else None
        if not name:
            return None
        start = self._start(event)
        mark = self._sheet.match(_ANCHOR, start)
        place = Place(start.line, mark.end() - 1) if mark else start
        span = self._sheet.span(place, len(name) + 1)
        anchor = _Anchor(name, span, isinstance(event, yaml.ScalarEvent))
        self._anchors.append(anchor)
        self._by_name[name] = anchor
        return anchor

    def _find_unused(self) -> None:
        """Find anchors before a text that no alias names: each is a word that the text has lost."""
        named = set(_ALIAS.findall(self._sheet.text))  # also by one that stands before its anchor
        self.findings += (
            Diagnostic(
                Code.YAML_MARK,
                f"`&{brief(anchor.name)}` is an anchor in YAML, not part of the text",
                anchor.span,
                f"put the whole text in quotes: {self._quoted_from(anchor.span)}",
            )
            for anchor in self._anchors
            if anchor.scalar and not anchor.used and anchor.name not in named
        )

    def _quoted_from(self, span: Span) -> str:
        return in_quotes(text_at(self._sheet, Place(span.line - 1, span.column - 1)))

    def _refuse_tag(self, event: yaml.ScalarEvent | _Collection) -> None:
        if not event.tag or event.tag in _TAGS:
            return
        if isinstance(event, yaml.SequenceStartEvent) and event.tag in self._list_tags:
            return
        start = self._start(event)
        mark = self._sheet.match(_TAG, start)
        place, tag = (Place(start.line, mark.start(1)), mark[1]) if mark else (start, event.tag)
        text = text_at(self._sheet, place)
        if self.trail.brackets:
            text = re.split(r"[,\]}]", text)[0].rstrip()
        hint = f"put the whole text in quotes: {in_quotes(text)}"
        edits = as_text(self._sheet, place, in_brackets=bool(self.trail.brackets))
        if isinstance(event, _Collection):
            hint = "take it away"
            edits = (Edit(place.line, place.column, place.column + len(tag), " " * len(tag)),)
        finding = Diagnostic(
            Code.YAML_TAG,
            f"YAML reads `{brief(tag)}` as a tag",
            self._sheet.span(place, len(tag)),
            hint,
        )
        raise ComplaintError(finding, edits)

    def _count(self, values: int, event: yaml.Event) -> None:
        self._left -= values
        if self._left < 0:
            raise ComplaintError(
                Diagnostic(
                    Code.YAML_TOO_LARGE,
                    f"here the file exceeds {VALUES_MAX} values",
                    self._span(event),
                    "an alias (*name) inside an aliased value multiplies: write the text out",
                )
            )

    def _too_deep(self, event: yaml.Event) -> Diagnostic:
        return Diagnostic(
            Code.YAML_TOO_DEEP,
            f"here values are nested more than {DEPTH_MAX} deep",
            self._span(event),
            "a résumé needs no more than ten: see whether brackets or indentation went astray",
        )
