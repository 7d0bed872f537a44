"""Builds contacts with their links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from cvtex.document import Contact, Leaf
from cvtex.schema import contacts as schema
from cvtex.schema.networks import page_of
from cvtex.schema.phones import read_phone
from cvtex.source.typed import Typed
from cvtex.wording.leaves import Leaves, literal, one_line

# Characters that are not percent-encoded in mailto URIs (RFC 6068, section 2).
_LETTER_SAFE = "!$'()*+,:;@"


def contacts(typed: Iterable[schema.ContactModel], leaves: Leaves) -> Iterator[Contact]:
    """Yield contacts, each label before its contact; one that several in a row have stands once."""
    before = ""
    for one in typed:
        is_same = bool(one.label) and one.label == before and not one.profile
        if one.label and is_same:
            leaves.take(one.label)
        yield _contact(one, None if is_same else one.label, leaves)
        before = one.label or ""


def _contact(typed: schema.ContactModel, said: Typed | None, leaves: Leaves) -> Contact:
    if typed.profile:
        return _profile(typed.profile, said, leaves)
    label = leaves.maybe(said)
    if typed.phone:
        return Contact("phone", label, phone(typed.phone, leaves))
    if typed.email:
        return Contact("email", label, email(typed.email, leaves))
    if typed.url:
        return Contact("url", label, _linked(_short(typed.url), typed.url, typed.url, leaves))
    assert typed.address is not None  # noqa: S101 - the model requires it
    return Contact("address", label, leaves.typed(typed.address))


def email(address: Typed, leaves: Leaves) -> Leaf:
    """Return an e-mail address as a mailto link (RFC 6068)."""
    return _linked(
        str(address), f"mailto:{quote(address.strip(), safe=_LETTER_SAFE)}", address, leaves
    )


def phone(number: Typed, leaves: Leaves) -> Leaf:
    """Return a telephone number as a link, in international form if it is valid."""
    read = read_phone(number)
    leaves.look(number, number)
    if not read.uri:
        return leaves.leaf((literal(read.shown, number),), number.span)
    return _linked(read.shown, read.uri, number, leaves)


def _profile(profile: schema.Profile, label: Typed | None, leaves: Leaves) -> Contact:
    network = leaves.typed(label or profile.network)
    leaves.take(profile.network, profile.username)
    username = profile.username
    url = profile.url or page_of(profile.network, username)
    if url:
        shown = _short(username) if "//" in username else str(username)
        return Contact("profile", network, _linked(shown, url, profile.url or username, leaves))
    return Contact("profile", network, leaves.leaf((literal(username, username),), username.span))


def _short(address: str) -> str:
    """Return a URL without its scheme, `www.` and final `/`."""
    return re.sub(r"^https?://(www\.)?|/$", "", one_line(address))


def _linked(shown: str, url: str, typed: Typed, leaves: Leaves) -> Leaf:
    return leaves.leaf(leaves.link((literal(shown, typed),), url, typed), typed.span)
