"""Composes libyaml's events into values with positions.

Scalars stay the strings that were typed (`no`, `1:30`, `2023.10`). Anchors, aliases and merge keys
(https://yaml.org/type/merge.html) are resolved; each alias counts as the values it expands to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.source.buffer import Buffer, Edit, Place
from cvtex.source.scalars import Scalar, after_properties
from cvtex.source.syntax.error import SourceError, brief, in_quotes
from cvtex.source.syntax.key_lines import is_glued, key_line
from cvtex.source.syntax.plain_text import as_text, mark_first, text_at
from cvtex.source.syntax.progress import ParseProgress, Token
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value

VALUES_MAX = 20_000
"""The limit of values in a file with its aliases expanded: far more than a résumé has."""

DEPTH_MAX = 32
"""The limit of nesting: twice what the schema needs."""

# Tags of YAML 1.1 (https://yaml.org/type/) without an effect, since all scalars are strings here.
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
    """An anchor: its value once complete, the number of values in it, and its depth."""

    name: str
    span: Span
    scalar: bool
    value: Value | None = None
    size: int = 0
    height: int = 0
    used: bool = False


class Composer:
    """Composes the value of a buffer; `findings` are the errors after which it continues.

    It raises `SourceError` or libyaml's `MarkedYAMLError` where it can't; `progress` is what it
    has read by then.
    """

    def __init__(
        self, buffer: Buffer, list_tags: frozenset[str] = frozenset(), *, literal: bool = False
    ) -> None:
        """Create a composer; lists may have one of `list_tags`. `literal` accepts texts as read."""
        self._list_tags = list_tags
        self._literal = literal
        self.findings: list[Diagnostic] = []
        self.progress = ParseProgress()
        self._buffer = buffer
        self._anchors: list[_Anchor] = []
        self._by_name: dict[str, _Anchor] = {}
        self._left = VALUES_MAX
        # The bracket of each open collection; None without brackets.
        self._open: list[Place | None] = []
        self._events = self._read()

    def document(self) -> Value:
        """Return the value of the file; an empty file is `Empty`."""
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return Empty(Span(self._buffer.path))
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
        """Raise an error for `name:Ada`, which YAML reads as one text."""
        if is_glued(self._buffer.after(start)):
            raise key_line(self._buffer, start)

    def _read(self) -> Iterator[yaml.Event]:
        for event in yaml.parse(self._buffer.read(), Loader=yaml.CSafeLoader):
            self._follow(event)
            yield event

    def _follow(self, event: yaml.Event) -> None:
        progress, start, end = self.progress, self._start(event), self._end(event)
        if isinstance(event, yaml.ScalarEvent | yaml.AliasEvent) and end > start:
            style = event.style if isinstance(event, yaml.ScalarEvent) else ""
            progress.last = Token(type(event), style or "", start, end)
        elif isinstance(event, _Collection):
            start = after_properties(self._buffer, start)
            has_bracket = event.flow_style and self._buffer.match(_BRACKET, start)
            self._open.append(start if has_bracket else None)
            if has_bracket:
                progress.brackets.append(start)
            elif not event.flow_style:
                progress.blocks.append(start)
        elif isinstance(event, yaml.CollectionEndEvent) and (bracket := self._open.pop()):
            progress.brackets.pop()
            progress.last = Token(type(event), "", bracket, end)

    def _start(self, event: yaml.Event) -> Place:
        return self._buffer.place(event.start_mark) if event.start_mark else Place(0, 0)

    def _end(self, event: yaml.Event) -> Place:
        return self._buffer.place(event.end_mark) if event.end_mark else Place(0, 0)

    def _span(self, first: yaml.Event, last: yaml.Event | None = None) -> Span:
        """Return the span of the first line of a value."""
        start, end = self._start(first), self._end(last or first)
        until = end.column if end.line == start.line else len(self._buffer.lines[start.line])
        return self._buffer.span(start, until - start.column)

    def _refuse_second(self, event: yaml.Event) -> None:
        """Report a second document; raise an error unless it is empty."""
        if isinstance(event, yaml.StreamEndEvent):
            return
        finding = Diagnostic(
            Code.YAML_DOCUMENTS,
            "`---` begins a second document, but a file contains only one",
            self._buffer.span(self._start(event), 3),
            "remove the line",
        )
        second = next(self._events)
        if not isinstance(second, yaml.ScalarEvent) or second.value:
            raise SourceError(finding)
        self.findings.append(finding)

    def _value(self, event: yaml.Event, depth: int) -> tuple[Value, int]:
        """Return the value that begins with an event, and its depth."""
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
            raise SourceError(self._too_deep(event))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(event, depth)
        return self._mapping(event, depth)

    def _scalar(self, event: yaml.ScalarEvent) -> Typed | Empty:
        end = self._end(event)
        start = min(after_properties(self._buffer, self._start(event)), end)
        scalar = Scalar(self._buffer, event, start, end, bool(self.progress.brackets))
        if not event.value and not scalar.quoted:
            if not self._literal:
                scalar.refuse_comment()
            return Empty(self._buffer.span(start))
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
                    self._duplicate("<<", span, merge, "write a list: `<<: [*a, *b]`")
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
            braced = self._buffer.before(start).endswith("{")
            text = text_at(self._buffer, Place(start.line, start.column - braced))
            hint = f"put a text that begins like this in quotes: {in_quotes(text)}"
            self._find(Code.YAML_KEY, "a key must be a word", self._span(event), hint)
        elif key in own:
            self._duplicate(key, key.span, spans[key], "keep one of the two")
        else:
            own[key], spans[key] = value, key.span
        return height

    def _duplicate(self, key: str, span: Span, first: Span, hint: str) -> None:
        column = f", column {first.column}" if first.line == span.line else ""
        message = f"`{brief(key)}` is given twice, first in line {first.line}{column}"
        self._find(Code.YAML_DUPLICATE_KEY, message, span, hint)

    def _find(self, code: Code, message: str, span: Span, hint: str) -> None:
        self.findings.append(Diagnostic(code, message, span, hint))

    def _refuse_glued(self, event: yaml.Event, key: Typed, following: yaml.Event) -> None:
        """Raise an error for `{name:Ada}` and `? name`, which YAML reads as keys without values."""
        if key.quoted or not isinstance(following, yaml.ScalarEvent) or following.value:
            return
        if self._start(following) != self._end(following):
            return
        start = self._start(event)
        if self._buffer.before(start).endswith("? "):
            raise mark_first(self._buffer, Place(start.line, start.column - 2))
        if self.progress.brackets and is_glued(key):
            raise key_line(self._buffer, start)

    def _merge(self, event: yaml.Event, merged: list[TypedMapping], depth: int) -> int:
        """Read the value of `<<`: a mapping, or a list of mappings."""
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
        if len(known) < len(bases) and not self._buffer.is_edited(self._start(event).line):
            self._find(
                Code.YAML_MERGE,
                "`<<` merges the keys of another mapping, but this is not a mapping",
                self._span(event),
                "write `<<: *name`, and `&name` before that mapping",
            )
        return height

    def _alias(self, event: yaml.AliasEvent, depth: int) -> tuple[Value, int]:
        name = str(event.anchor)
        anchor = self._by_name.get(name)
        if not anchor:
            raise self._unknown(name, event)
        if anchor.value is None:
            message = f"the alias `*{brief(name)}` is inside the value it refers to"
            hint = f"it would never end: move it out of the value of `&{brief(name)}`"
            raise SourceError(Diagnostic(Code.YAML_ALIAS, message, self._span(event), hint))
        anchor.used = True
        self._count(anchor.size, event)
        if depth + anchor.height - 1 > DEPTH_MAX:
            raise SourceError(self._too_deep(event))
        return anchor.value, anchor.height

    def _unknown(self, name: str, event: yaml.AliasEvent) -> SourceError:
        """Return the error for an alias without an anchor, which is often a text in asterisks."""
        start, in_brackets = self._start(event), bool(self.progress.brackets)
        if not in_brackets and text_at(self._buffer, start) != f"*{name}":
            return mark_first(self._buffer, start)
        return SourceError(
            Diagnostic(
                Code.YAML_ALIAS,
                f"`*{brief(name)}` is an alias in YAML, but there is no `&{brief(name)}` before it",
                self._span(event),
                f"put the text in quotes: {in_quotes(f'*{name}')}",
            ),
            as_text(self._buffer, start, in_brackets=in_brackets),
        )

    def _anchored(self, event: yaml.Event) -> _Anchor | None:
        name = event.anchor if isinstance(event, yaml.NodeEvent) else None
        if not name:
            return None
        start = self._start(event)
        mark = self._buffer.match(_ANCHOR, start)
        place = Place(start.line, mark.end() - 1) if mark else start
        span = self._buffer.span(place, len(name) + 1)
        anchor = _Anchor(name, span, isinstance(event, yaml.ScalarEvent))
        self._anchors.append(anchor)
        self._by_name[name] = anchor
        return anchor

    def _find_unused(self) -> None:
        """Find anchors before a text that no alias uses: the `&` was meant as text."""
        named = set(_ALIAS.findall(self._buffer.text))  # also an alias before its anchor
        for anchor in self._anchors:
            if anchor.scalar and not anchor.used and anchor.name not in named:
                message = f"`&{brief(anchor.name)}` is an anchor in YAML, not part of the text"
                start = Place(anchor.span.line - 1, anchor.span.column - 1)
                text = in_quotes(text_at(self._buffer, start))
                hint = f"put the whole text in quotes: {text}"
                self._find(Code.YAML_MARK, message, anchor.span, hint)

    def _refuse_tag(self, event: yaml.ScalarEvent | _Collection) -> None:
        if not event.tag or event.tag in _TAGS:
            return
        if isinstance(event, yaml.SequenceStartEvent) and event.tag in self._list_tags:
            return
        start = self._start(event)
        mark = self._buffer.match(_TAG, start)
        place, tag = (Place(start.line, mark.start(1)), mark[1]) if mark else (start, event.tag)
        text = text_at(self._buffer, place)
        if self.progress.brackets:
            text = re.split(r"[,\]}]", text)[0].rstrip()
        hint = f"put the whole text in quotes: {in_quotes(text)}"
        edits = as_text(self._buffer, place, in_brackets=bool(self.progress.brackets))
        if isinstance(event, _Collection):
            hint = "remove it"
            edits = (Edit(place.line, place.column, place.column + len(tag), " " * len(tag)),)
        finding = Diagnostic(
            Code.YAML_TAG,
            f"YAML reads `{brief(tag)}` as a tag",
            self._buffer.span(place, len(tag)),
            hint,
        )
        raise SourceError(finding, edits)

    def _count(self, values: int, event: yaml.Event) -> None:
        self._left -= values
        if self._left < 0:
            raise SourceError(
                Diagnostic(
                    Code.YAML_TOO_LARGE,
                    f"the file exceeds {VALUES_MAX} values",
                    self._span(event),
                    "aliases (*name) inside aliased values multiply: write the text out",
                )
            )

    def _too_deep(self, event: yaml.Event) -> Diagnostic:
        return Diagnostic(
            Code.YAML_TOO_DEEP,
            f"values are nested more than {DEPTH_MAX} deep here",
            self._span(event),
            "a résumé needs at most ten: check the brackets and the indentation",
        )
