"""A checked résumé as one edition prints it: a résumé again, of the same texts at the same places.

What is marked for others is gone, notes are gone that are not to be printed, texts have the wording
of their audience, and nothing marks anything any more: what follows knows nothing of editions.
"""

from __future__ import annotations

from typing import TypeVar

from cvtex.content.resume import Resume
from cvtex.diagnostics import Checked
from cvtex.editions.hiding import Reach, hidden_in, still_there, unknown_names
from cvtex.editions.tags import unused_tags
from cvtex.editions.tailoring import ALL, WHOLE, Tailoring
from cvtex.schema.contacts import ContactModel
from cvtex.schema.fields import Record
from cvtex.schema.records import HighlightModel
from cvtex.schema.tags import Tagged, Varied
from cvtex.schema.texts import texts_of
from cvtex.sections import section_types
from cvtex.sections.section_type import SectionModel
from cvtex.source.typed import Typed

R = TypeVar("R", bound=Record)

_LAST = 10
"""The priority of a highlight that has none."""

_MARKS = {*Tagged.model_fields, "variants", "priority"}


def tailored(resume: Resume, tailoring: Tailoring = WHOLE) -> Checked[Resume]:
    """Return what an edition prints of a résumé, and what of its settings comes to nothing.

    A contact that is left out is sought in all that is printed: it may stand in a text too.
    """
    tailor = _Tailor(tailoring)
    # Before titles have the wording of the audience, since an order may name any.
    sections = sorted(resume.sections, key=lambda section: _rank(section, tailoring.order))
    made = tailor.record(resume.model_copy(update={"sections": sections}))
    return Checked(
        made,
        (
            *unused_tags(resume, tailoring),
            *unknown_names(resume, tailoring),
            *still_there(tailor.hidden, made, strict=tailoring.strict),
        ),
    )


def _rank(section: SectionModel, order: tuple[Typed, ...]) -> int:
    """Return where a section stands in an order: behind all that is named, if it is not."""
    names = {section.type, *texts_of(section.title)}
    return min((at for at, name in enumerate(order) if name in names), default=len(order))


class _Tailor:
    """Cuts a résumé to an edition, and keeps what reaches the person and is hidden."""

    def __init__(self, tailoring: Tailoring) -> None:
        self.tailoring = tailoring
        self.hide = frozenset(map(str, tailoring.hide))
        self.keys = self.hide - section_types().keys()
        self.marks = _MARKS if tailoring.notes else {*_MARKS, "notes"}
        self.hidden: list[Reach] = []

    def record(self, record: R) -> R:
        """Return a record without what is not to be printed in it."""
        changed: dict[str, object] = {}
        for name, value in record:
            field = type(record).model_fields[name]
            if name in self.marks:
                made = field.get_default() if value else value
            elif value and not field.is_required() and (field.alias or name) in self.keys:
                self.hidden += hidden_in(value, name)
                made = field.get_default()
            elif isinstance(value, list):
                made = self._list(value, self.tailoring.most if name == "highlights" else None)
            else:
                made = self._value(value)
            if made is not value:
                changed[name] = made
        text, variants = (getattr(record, key, None) for key in ("text", "variants"))
        if text and variants:
            changed["text"] = self._wording(text, variants)
        if not changed:
            return record
        copy = record.model_copy(update=changed)
        copy.model_fields_set.difference_update(self.marks)  # an export writes what is set
        return copy

    def _value(self, value: object) -> object:
        match value:
            case Varied():
                return self._wording(value, value.variants)
            case Record():
                return self.record(value)
            case _:
                return value

    def _list(self, values: list[object], most: int | None) -> list[object]:
        kept = []
        for value in values:
            if isinstance(value, ContactModel | SectionModel) and self._is_hidden(value):
                self.hidden += hidden_in(value)
            elif not isinstance(value, Tagged) or self._is_shown(value):
                kept.append(value)
            elif isinstance(value, ContactModel):
                self.hidden += hidden_in(value)
        kept = _first(kept, most)
        made = [self._value(value) for value in kept]
        # A section whose entries are all for others would be a heading alone.
        made = [one for one in made if not (isinstance(one, SectionModel) and _is_empty(one))]
        return values if [*map(id, made)] == [*map(id, values)] else made

    def _is_hidden(self, value: ContactModel | SectionModel) -> bool:
        """Tell whether a section is of a type that the edition hides, a contact of such a kind."""
        if isinstance(value, SectionModel):
            return value.type in self.hide
        return any(inner and name in self.hide for name, inner in value if name != "label")

    def _is_shown(self, value: Tagged) -> bool:
        audience = frozenset(map(str, self.tailoring.audience))
        if value.hidden:
            return False
        if ALL in audience:
            return True
        return not audience.intersection(value.not_for) and (
            not value.for_ or not audience.isdisjoint(value.for_)
        )

    def _wording(self, text: Typed, variants: dict[Typed, Typed]) -> Typed:
        """Return the wording for the first of the audiences that has one."""
        plain = Typed(text, text.span, quoted=text.quoted, source=text.source, comment=text.comment)
        return next((variants[tag] for tag in self.tailoring.audience if tag in variants), plain)


def _first(values: list[object], most: int | None) -> list[object]:
    """Return as many highlights as may be, those with the highest priority, as they were typed."""
    points = [value for value in values if isinstance(value, HighlightModel)]
    if most is None or len(points) <= most:
        return values
    kept = sorted(points, key=lambda point: point.priority or _LAST)[:most]
    return [value for value in values if any(value is one for one in kept)]


def _is_empty(section: SectionModel) -> bool:
    return "entries" in type(section).model_fields and not section.records()
