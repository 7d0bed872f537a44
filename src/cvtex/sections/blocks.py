"""Builds the Document's blocks from entries: a heading with dates, and the blocks below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cvtex.document import Block, Entry, Field, Highlight, Highlights, Leaf, Note, Notes, Role
from cvtex.schema import records
from cvtex.schema.fields import Record
from cvtex.schema.tags import Noted
from cvtex.source.typed import Typed
from cvtex.wording.contacts import email, phone
from cvtex.wording.dates import print_dates
from cvtex.wording.leaves import Leaves

_WORD_MAX = 24
"""The length up to which an entry may be a word, and not a sentence."""
_SENTENCE = re.compile(r"[.!。！]\s*$|[,:;，、：；]")


def build_block(heading: Mapping[str, Role], record: Any, leaves: Leaves) -> Entry:  # noqa: ANN401 - any model
    """Return an entry or a part of one; `heading` has the keys of its heading with their roles."""
    fields = _heading(heading, record, leaves)
    return build_entry(fields, record, leaves, _below(heading, record, leaves))


def _heading(heading: Mapping[str, Role], record: Record, leaves: Leaves) -> Iterator[Field]:
    first, *rest = heading
    if first in type(record).model_fields:
        name = leaves.linked(getattr(record, first), getattr(record, "url", None))
        yield Field(heading[first], name)
    yield from fields_of(record, {key: heading[key] for key in rest}, leaves)


def build_entry(
    heading: Iterator[Field], dated: records.Dated, leaves: Leaves, blocks: Iterator[Block]
) -> Entry:
    """Return an entry from iterators of its heading and blocks, which number the leaves in order.

    The dates are built after the heading, or first if a design asks for it.
    """
    is_first = leaves.words.dates_first
    before = _dates(dated, leaves) if is_first else None
    made = tuple(heading)
    dates = before or _dates(dated, leaves)
    below = reminders(dated, leaves)
    return Entry(made, dates, tuple(blocks), is_first, below)


def reminders(noted: Noted, leaves: Leaves) -> tuple[Leaf, ...]:
    """Return the notes of a part, a leaf for each paragraph."""
    return tuple(part.text for note in noted.notes for part in leaves.paragraphs(note))


def _dates(dated: records.Dated, leaves: Leaves) -> Leaf | None:
    given = [date.typed for date in (dated.date, dated.start_date, dated.end_date) if date]
    leaves.take(*given)
    return leaves.leaf(print_dates(dated, leaves), given[0].span) if given else None


def fields_of(record: Record, keys: Mapping[str, Role], leaves: Leaves) -> Iterator[Field]:
    """Yield the fields of a heading for the keys that a record has."""
    for key, role in keys.items():
        if text := getattr(record, key, None):
            yield Field(role, _leaf(role, text, leaves))


def supervision(typed: records.Supervised, leaves: Leaves) -> tuple[Notes, ...]:
    """Return the supervisor, mentor and programme in one line."""
    notes = tuple(
        Note(leaves.label(kind, text.span), leaves.typed(text))
        for kind in ("supervisor", "mentor", "programme")
        if (text := getattr(typed, kind))
    )
    return (Notes(notes),) if notes else ()


def descriptions(typed: records.Described, leaves: Leaves) -> tuple[Block, ...]:
    """Return the summary and the highlights of an entry."""
    return (*leaves.paragraphs(typed.summary), *highlights(typed.highlights, leaves))


def highlights(typed: list[records.HighlightModel], leaves: Leaves) -> tuple[Highlights, ...]:
    """Return a list of points, or () if it is empty."""
    items = tuple(_highlight(item, leaves) for item in typed)
    return (Highlights(items),) if items else ()


def line(
    noted: Noted, name: Typed, level: Typed | None, values: list[Typed], leaves: Leaves
) -> Notes:
    """Return the line of an entry, with a name, a level and values, and its notes."""
    if values:
        made = Note(leaves.labelled(name, level), leaves.listed(values))
    else:
        named = leaves.pair(leaves.locale.aside, name, level)
        made = Note(None, leaves.leaf(named, name.span))
    return Notes((made,), reminders(noted, leaves))


def words(entries: Sequence[Noted], texts: Sequence[Typed], leaves: Leaves) -> tuple[Notes, ...]:
    """Return entries that are words in one line, or () if they are not.

    `texts` are the texts of those entries that have nothing else but notes.
    """
    alone = len(texts) == len(entries) > 1 and not any(entry.notes for entry in entries)
    is_short = all(len(text) <= _WORD_MAX and not _SENTENCE.search(text) for text in texts)
    return (Notes((Note(None, leaves.listed([*texts])),)),) if alone and is_short else ()


def merged_lists(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks with adjacent lists merged."""
    done: list[Block] = []
    for block in blocks:
        last = done[-1] if done else None
        if isinstance(block, Highlights) and isinstance(last, Highlights):
            done[-1] = Highlights(last.items + block.items)
        else:
            done.append(block)
    return tuple(done)


def _below(heading: Mapping[str, Role], record: Record, leaves: Leaves) -> Iterator[Block]:
    if isinstance(record, records.Supervised):
        yield from supervision(record, leaves)
    yield from _lists(record, leaves)
    if isinstance(record, records.Described):
        yield from descriptions(record, leaves)
    for part in getattr(record, "parts", ()):
        yield build_block(heading, part, leaves)


def _lists(record: Record, leaves: Leaves) -> Iterator[Notes]:
    """Yield each list of texts, such as keywords, on a line, with the language's label if any."""
    for key in type(record).model_fields:
        values = getattr(record, key)
        if key in Noted.model_fields or not isinstance(values, list):
            continue
        if values and isinstance(values[0], Typed):
            is_labelled = key in leaves.locale.labels
            label = leaves.label(key, values[0].span) if is_labelled else None
            yield Notes((Note(label, leaves.listed(values)),))


def _leaf(role: Role, text: Typed, leaves: Leaves) -> Leaf:
    match role:
        case Role.EMAIL:
            return email(text, leaves)
        case Role.PHONE:
            return phone(text, leaves)
        case _:
            return leaves.typed(text)


def _highlight(typed: records.HighlightModel, leaves: Leaves) -> Highlight:
    text = leaves.typed(typed.text)
    below = reminders(typed, leaves)
    return Highlight(text, tuple(_highlight(one, leaves) for one in typed.highlights), below)
