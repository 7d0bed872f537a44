"""Assigns the fields of a heading: which is the organisation, the role, the degree, the place."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from cvtex.ats.field_kinds import FieldKind, is_score, looks_like_name
from cvtex.ats.fields import HeadField

EMPLOYING = frozenset({"experience", "education", "volunteering"})
"""Sections whose entries are named after their organisation; entries of others have a name."""

_AWARDED = frozenset({"awards", "certificates", "references"})


@dataclasses.dataclass(slots=True)
class EntryFields:
    """The fields of a heading by their meaning; each field is assigned once."""

    name: str | None = None
    organisation: str | None = None
    role: str | None = None
    degree: str | None = None
    place: str | None = None
    details: list[str] = dataclasses.field(default_factory=list)


def assign(kind: str | None, fields: Iterable[HeadField]) -> EntryFields:
    """Assign the fields of a heading, first by their words, then by their order."""
    given = list(fields)
    scores = [field for field in given if kind == "education" and is_score(field.text)]
    left = [field for field in given if field not in scores]
    parts = EntryFields()
    if kind not in EMPLOYING and left:
        parts.name = left.pop(0).text
    parts.place = _take(left, FieldKind.PLACE)
    if kind == "education":
        parts.degree = _take(left, FieldKind.DEGREE)
    order = list(left)
    organisation = _organisation(kind, left)
    role = _role(kind, left, organisation)
    rest = [field for field in left if field not in (organisation, role)]
    if parts.place is None and (place := _place(kind, order, rest, organisation)):
        parts.place = place.text
        rest.remove(place)
    parts.organisation = organisation.text if organisation else None
    parts.role = role.text if role else None
    parts.details = [field.text for field in (*rest, *scores)]
    return parts


def take_known_place(parts: EntryFields, places: frozenset[str]) -> None:
    """Assign as the place a field that is the place of another entry."""
    known = next((text for text in parts.details if text in places), None)
    if parts.place is None and known:
        parts.place = known
        parts.details.remove(known)


def _take(left: list[HeadField], kind: FieldKind) -> str | None:
    field = next((field for field in left if field.kind is kind), None)
    if field is None:
        return None
    left.remove(field)
    return field.text


def _first(left: Iterable[HeadField], *kinds: FieldKind | None) -> HeadField | None:
    return next((field for field in left if field.kind in kinds and not field.aside), None)


def _organisation(kind: str | None, left: list[HeadField]) -> HeadField | None:
    """Return the organisation: a field with the words of one, or the first that is not a role."""
    certain = _first(left, FieldKind.ORGANISATION)
    if certain or kind not in EMPLOYING:
        likely = certain or _first(left, FieldKind.LIKELY)
        return likely or (_first(left, None) if kind in _AWARDED else None)
    first = _first(left, FieldKind.LIKELY, None, FieldKind.DEPARTMENT)
    likely = _first(left, FieldKind.LIKELY)
    # If no field has the words of a role, the one before an organisation is the role.
    unknown = first is not None and first.kind is None and kind != "education"
    return likely if unknown and likely and not _first(left, FieldKind.ROLE) else first


def _role(
    kind: str | None, left: list[HeadField], organisation: HeadField | None
) -> HeadField | None:
    role = _first(left, FieldKind.ROLE)
    if role or kind not in EMPLOYING or kind == "education":
        return role
    return _first([field for field in left[:2] if field is not organisation], None)


def _place(
    kind: str | None, order: list[HeadField], rest: list[HeadField], organisation: HeadField | None
) -> HeadField | None:
    """Return the field that is a place by its position: at the other side of the page, or the last.

    The last field is one only if another field is left for the department or the subject, or if it
    follows the organisation that follows the role.
    """
    aside = next((field for field in rest if field.aside and looks_like_name(field.text)), None)
    if aside:
        return aside
    last = order[-1] if order else None
    if last not in rest or last is None or last.kind is not None or not looks_like_name(last.text):
        return None
    behind = order[-2] if len(order) > 1 else None
    follows = behind is organisation and behind is not None and order[0] is not organisation
    return last if len(rest) > 1 or (follows and kind in EMPLOYING) else None
