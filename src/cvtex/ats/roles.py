"""Which of a heading's fields is the organisation, which the role, the degree, the place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from cvtex.ats.fields import Field
from cvtex.ats.tags import Tag, looks_like_name

EMPLOYING = frozenset({"experience", "education", "volunteering"})
"""Sections whose entries are called by their organisation; others have a name of their own."""

_AWARDED = frozenset({"awards", "certificates", "references"})


@dataclass(slots=True)
class Cast:
    """Who plays which part: each field of a heading once."""

    name: str | None = None
    organisation: str | None = None
    role: str | None = None
    degree: str | None = None
    place: str | None = None
    details: list[str] = field(default_factory=list)


def cast(kind: str | None, fields: Iterable[Field]) -> Cast:
    """Return the parts of a heading's fields, by their words first and by their order then."""
    left = list(fields)
    parts = Cast()
    if kind not in EMPLOYING and left:
        parts.name = left.pop(0).text
    parts.place = _take(left, Tag.PLACE)
    if kind == "education":
        parts.degree = _take(left, Tag.DEGREE)
    order = list(left)
    organisation = _organisation(kind, left)
    role = _role(kind, left, organisation)
    rest = [one for one in left if one not in (organisation, role)]
    if parts.place is None and (place := _place(kind, order, rest, organisation)):
        parts.place = place.text
        rest.remove(place)
    parts.organisation = organisation.text if organisation else None
    parts.role = role.text if role else None
    parts.details = [one.text for one in rest]
    return parts


def place_again(parts: Cast, places: frozenset[str]) -> None:
    """Take a field for the place that is the place of another entry."""
    known = next((text for text in parts.details if text in places), None)
    if parts.place is None and known:
        parts.place = known
        parts.details.remove(known)


def _take(left: list[Field], tag: Tag) -> str | None:
    found = next((one for one in left if one.tag is tag), None)
    if found is None:
        return None
    left.remove(found)
    return found.text


def _first(left: Iterable[Field], *tags: Tag | None) -> Field | None:
    return next((one for one in left if one.tag in tags and not one.aside), None)


def _organisation(kind: str | None, left: list[Field]) -> Field | None:
    """Return the organisation: what is called one, else what comes first and is no role."""
    certain = _first(left, Tag.ORGANISATION)
    if certain or kind not in EMPLOYING:
        likely = certain or _first(left, Tag.LIKELY)
        return likely or (_first(left, None) if kind in _AWARDED else None)
    first = _first(left, Tag.LIKELY, None, Tag.DEPARTMENT)
    likely = _first(left, Tag.LIKELY)
    # Without a role among them, what stands before an organisation is one.
    untold = first is not None and first.tag is None and kind != "education"
    return likely if untold and likely and not _first(left, Tag.ROLE) else first


def _role(kind: str | None, left: list[Field], organisation: Field | None) -> Field | None:
    role = _first(left, Tag.ROLE)
    if role or kind not in EMPLOYING or kind == "education":
        return role
    return _first([one for one in left[:2] if one is not organisation], None)


def _place(
    kind: str | None, order: list[Field], rest: list[Field], organisation: Field | None
) -> Field | None:
    """Return what is a place by where it stands: alone at the other side, or behind all else.

    A last field is one only if something else is the department or the subject; or if it follows
    the organisation that follows the role.
    """
    aside = next((one for one in rest if one.aside and looks_like_name(one.text)), None)
    if aside:
        return aside
    last = order[-1] if order else None
    if last not in rest or last is None or last.tag is not None or not looks_like_name(last.text):
        return None
    behind = order[-2] if len(order) > 1 else None
    follows = behind is organisation and behind is not None and order[0] is not organisation
    return last if len(rest) > 1 or (follows and kind in EMPLOYING) else None
