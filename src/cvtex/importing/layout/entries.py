"""Makes the entries of a section: headings, dates, labelled lines, paragraphs and highlights."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cvtex.ats.contacts import contacts_of
from cvtex.ats.drafting import EntryDraft
from cvtex.ats.labels import COLON
from cvtex.ats.layout.lines import Line
from cvtex.ats.layout.paragraphs import Block, blocks_of
from cvtex.ats.layout.pieces import Look
from cvtex.ats.vocabulary import any_of, squeezed
from cvtex.exchange.texts.flattening import joined
from cvtex.importing.layout.header import is_generic
from cvtex.importing.layout.heading import FieldText, fields_of
from cvtex.importing.layout.marks import marked, url_of, without_gaps
from cvtex.importing.layout.phrases import graded, items_in, label_of, pieces_of
from cvtex.importing.source import Drafter
from cvtex.locales import printed_words
from cvtex.schema.records import HIGHLIGHT_LEVELS
from cvtex.sections import section_types
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value

_INDENT = 3  # points by which a highlight below another one is indented
_PEOPLE = ("supervisor", "mentor", "programme")
_LISTS = ("courses", "keywords")
_SCORE = re.compile(rf".{{1,40}}{COLON}\s*\S{{1,20}}(?:\s.{{0,20}})?")
_ONE_PART = frozenset({"name", "institution", "location", "url"})


@dataclass(slots=True)
class EntryReader:
    """Makes entries of one section; `part` is its title, `edge` its right edge in points."""

    drafter: Drafter
    kind: str
    part: str
    body: Look
    edge: float

    def entries(self, drafts: Sequence[EntryDraft]) -> list[Value]:
        """Return the entries; several roles at one employer are parts of one entry."""
        groups: list[list[EntryDraft]] = []
        for draft in drafts:
            if draft.above and groups and "parts" in self._keys:
                groups[-1].append(draft)
            else:
                groups.append([draft])
        return [entry for group in groups for entry in (self._entry(group), *self._others(group))]

    def _others(self, group: Sequence[EntryDraft]) -> list[Value]:
        """Return the lines below an entry as entries, where an entry has no text of its own."""
        if self._text_key or "name" not in self._keys:
            return []
        blocks = [block for draft in group for block in blocks_of(draft.body, self.edge)]
        return [self.drafter.mapping({"name": self._text("name", block)}) for block in blocks]

    @property
    def _text_key(self) -> str:
        """Return the key of an entry's text, or "" if it has none."""
        return next((name for name in ("summary", "reference") if name in self._keys), "")

    @property
    def _keys(self) -> Iterable[str]:
        entry = section_types()[self.kind].entry
        return entry.model_fields if entry else ()

    def _entry(self, group: Sequence[EntryDraft]) -> TypedMapping:
        if len(group) == 1:
            return self.drafter.mapping(self._values(group[0]))
        owner: dict[str, Value | None] = {}
        parts: list[Value] = []
        for at, draft in enumerate(group):
            values = self._values(draft, is_shared=at > 0)
            for key in _ONE_PART & values.keys():
                owner.setdefault(key, values.pop(key))
            parts.append(self.drafter.mapping(values))
        return self.drafter.mapping({**owner, "parts": self.drafter.list(parts)})

    def _values(self, draft: EntryDraft, *, is_shared: bool = False) -> dict[str, Value | None]:
        """Return the values of an entry; `is_shared` leaves out the heading of another one."""
        fields = fields_of(self.kind, draft)
        if is_shared:
            above = " ".join(without_gaps(line.text) for line in draft.above)
            fields = [field for field in fields if field.text not in above]
        values: dict[str, Value | None] = {}
        over: list[Typed] = []
        for field in fields:
            self._field(field, values, over)
        self._dates(draft, values)
        lines = draft.lines if is_shared else (*draft.above, *draft.lines)
        if "url" in self._keys and (url := url_of(lines)):
            values["url"] = self.drafter.text(self.part, "url", url, marked=True)
        body = draft.body if self._text_key or "name" not in self._keys else ()
        self._body(body, values, over)
        return values

    def _field(self, field: FieldText, values: dict[str, Value | None], over: list[Typed]) -> None:
        if self.kind == "references" and (contact := _contact(field.text)):
            self._contacts(contact, values)
        elif field.key == "scores":
            before = values.get(field.key)
            items = [*before] if isinstance(before, TypedList) else []
            items.append(self.drafter.text(self.part, field.key, field.text))
            values[field.key] = self.drafter.list(items)
        elif field.key == "keywords":
            items = [self.drafter.text(self.part, field.key, one) for one in items_in(field.text)]
            values[field.key] = self.drafter.list(items)
        elif field.key and field.key not in values:
            text = self.drafter.text(self.part, field.key, field.text, field.note)
            values[field.key] = text
        else:
            note = "this is part of the heading: which key is it?"
            over.append(self.drafter.text(self.part, "heading", field.text, note))

    def _dates(self, draft: EntryDraft, values: dict[str, Value | None]) -> None:
        dates = draft.head.dates
        if dates is None or "date" not in self._keys:
            if draft.head.printed:
                self.drafter.left_out(self.part, "date", draft.head.printed)
            return
        if dates.start:
            given = {"start_date": dates.start, "end_date": dates.end}
        else:
            given = {"date": dates.end}
        if _season().search(printed := draft.head.printed or ""):  # words, which are no month
            given = {"date": printed}
        for name, text in given.items():
            if text:
                values[name] = self.drafter.text(self.part, name, text, marked=True)

    def _body(
        self, lines: Sequence[Line], values: dict[str, Value | None], over: list[Typed]
    ) -> None:
        """Add the paragraphs, the labelled lines and the highlights below a heading."""
        paragraphs: list[Typed] = [*over]
        points: list[tuple[float, Typed]] = []
        for block in blocks_of(lines, self.edge):
            if block.is_item:
                left = block.lines[0].left
                points.append((left, self._text("highlight", block)))
            elif not self._labelled(block, values):
                paragraphs.append(self._text("text", block))
        self._paragraphs(paragraphs, values, points)
        if points:
            values["highlights"] = nested(points, self.drafter)

    def _paragraphs(
        self,
        paragraphs: list[Typed],
        values: dict[str, Value | None],
        points: list[tuple[float, Typed]],
    ) -> None:
        """Add paragraphs as the summary, or where an entry has none, behind its title."""
        key = self._text_key
        if key and paragraphs:
            values[key] = joined(paragraphs, "\n\n")
            for one in paragraphs[1:]:  # the note of each stands above all of them
                if note := self.drafter.notes.pop(one.span, ""):
                    self.drafter.notes.setdefault(paragraphs[0].span, note)
        elif not key:
            rest = [*paragraphs, *(text for _, text in points)]
            points.clear()
            title, text = next(iter(values.items()), ("name", None))
            if rest and isinstance(text, Typed):
                values[title] = joined([text, *rest], " – ")
                self.drafter.notes[text.span] = "this has more than the name"
            elif rest:
                values[title] = joined(rest, " – ")

    def _text(self, name: str, block: Block) -> Typed:
        text = marked(block.lines, self.body)
        return self.drafter.text(self.part, name, text, marked=True)

    def _labelled(self, block: Block, values: dict[str, Value | None]) -> bool:
        """Add the pieces of a line such as `GPA: 3.9 · Courses: …`; return whether it is one."""
        text = without_gaps(block.text)
        pieces = pieces_of(text)
        known = [piece for piece in pieces if _key_of(piece)]
        is_contact = self.kind == "references" and _contact(text)
        is_scores = "scores" in self._keys and (
            (known and len(pieces) > len(known)) or all(map(_SCORE.fullmatch, pieces))
        )
        if is_contact:
            self._contacts(is_contact, values)
            return True
        if not (is_scores or len(known) == len(pieces)):
            return False
        scores: list[Value] = []
        for piece in pieces:
            key = _key_of(piece)
            _, rest = label_of(piece)
            if key in _PEOPLE and key in self._keys and key not in values:
                values[key] = self.drafter.text(self.part, key, rest)
            elif key in _LISTS and key in self._keys and key not in values:
                items = [self._graded(item, key) for item in items_in(rest)]
                values[key] = self.drafter.list(items)
            elif is_scores:
                scores.append(self._graded(piece, "scores"))
            else:
                return False
        if scores:
            values["scores"] = self.drafter.list(scores)
        return True

    def _contacts(self, contact: dict[str, str], values: dict[str, Value | None]) -> None:
        for kind, text in contact.items():
            values.setdefault(kind, self.drafter.text(self.part, kind, text, marked=True))

    def _graded(self, text: str, key: str) -> Value:
        """Return a grade or a course: a name with a score, or a text."""
        label, score = label_of(text)
        if not label and key == "courses":
            label, score = graded(text)
        if not score or not label or key == "keywords":
            return self.drafter.text(self.part, key, text)
        pair = {"name": self.drafter.text(self.part, key, label)}
        return self.drafter.mapping({**pair, "score": self.drafter.text(self.part, key, score)})


def nested(points: Sequence[tuple[float, Typed]], drafter: Drafter) -> Value | None:
    """Return highlights, nested by where they begin, in points."""
    top: list[Value] = []
    above: list[tuple[float, list[Value]]] = [(float("-inf"), top)]
    made: list[tuple[Typed, list[Value]]] = []
    for left, text in points:
        while len(above) > 1 and (left < above[-1][0] + _INDENT or len(above) > HIGHLIGHT_LEVELS):
            above.pop()
        below: list[Value] = []
        above[-1][1].append(text)
        made.append((text, below))
        above.append((left, below))
    inner = {id(text): below for text, below in made if below}

    def with_inner(items: list[Value]) -> Value | None:
        return drafter.list(
            [
                drafter.mapping({"text": item, "highlights": with_inner(inner[id(item)])})
                if id(item) in inner
                else item
                for item in items
            ]
        )

    return with_inner(top)


@functools.cache
def _season() -> re.Pattern[str]:
    return re.compile(any_of("seasons"), re.IGNORECASE)


def _key_of(piece: str) -> str:
    """Return our key for a label such as `Supervisor:`, or ''."""
    label, _ = label_of(piece)
    known = ((key, printed_words(f"labels.{key}")) for key in (*_PEOPLE, *_LISTS))
    word = squeezed(label)
    return next((key for key, words in known if word and word in map(squeezed, words)), "")


def _contact(text: str) -> dict[str, str]:
    """Return the contact in a line that has nothing else but its label, as `Telephone:`."""
    found = contacts_of([text])
    pairs = {"email": found.emails[:1], "phone": found.phones[:1]}
    values = {kind: given[0] for kind, given in pairs.items() if given}
    rest = text
    for value in values.values():
        rest = rest.replace(value, "", 1)
    is_alone = all(is_generic(word) for word in rest.split() if squeezed(word))
    return values if values and is_alone else {}
