"""Merges the contacts of an overlay with those of the content, without deleting any."""

from __future__ import annotations

import unicodedata

from cvtex.schema.contacts import ContactModel
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value

_KINDS = tuple(key for key in ContactModel.model_fields if key != "label")

Identity = tuple[str, str]
"""A contact's kind and its label; of a profile without one, its network."""


def merged_contacts(below: TypedList, above: TypedList) -> TypedList:
    """Return two lists of contacts as one, with the span of the lower.

    A contact of the overlay replaces the first of its kind and label that is not replaced yet, or
    is added after the last of its kind, or at the end.
    """
    merged = list(below)
    free = [_identity(contact) for contact in below]
    kinds = [identity and identity[0] for identity in free]
    for contact in above:
        identity = _identity(contact)
        if identity and identity in free:
            at = free.index(identity)
            merged[at], free[at] = contact, None
            continue
        kind = identity and identity[0]
        alike = [place for place, other in enumerate(kinds) if kind and other == kind]
        at = alike[-1] + 1 if alike else len(merged)
        merged.insert(at, contact)
        free.insert(at, None)
        kinds.insert(at, kind)
    return TypedList(merged, below.span)


def _identity(contact: Value) -> Identity | None:
    """Return a contact's kind and label; None for another value."""
    if not isinstance(contact, TypedMapping):
        return None
    texts = {str(key): value for key, value in contact.items()}
    kind = next((kind for kind in _KINDS if kind in texts), None)
    if kind is None:
        return None
    label, profile = texts.get("label"), texts[kind]
    if not isinstance(label, Typed) and isinstance(profile, TypedMapping):
        label = next((value for key, value in profile.items() if key == "network"), None)
    return kind, _folded(label) if isinstance(label, Typed) else ""


def _folded(label: str) -> str:
    """Return a label without differences of case, width and spaces, and without a final colon."""
    folded = "".join(unicodedata.normalize("NFKC", label).casefold().split())
    return folded.rstrip(":")
