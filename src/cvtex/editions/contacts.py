"""Contact details: what is shown, and where it leads."""

from __future__ import annotations

import re

from cvtex.codes import Code
from cvtex.content import model
from cvtex.content.typed import Typed
from cvtex.diagnostics import Diagnostic
from cvtex.document import Contact, Leaf, Text
from cvtex.editions.leaves import Leaves, one_line

_EXTENSION = re.compile(r"[\s,;]*(?:ext\.?|x|分机|转)\s*([0-9]+)\s*$", re.IGNORECASE)


def contact(typed: model.Contact, leaves: Leaves) -> Contact:
    """Return one way to reach the person, its label first."""
    if typed.profile:
        return _profile(typed.profile, typed.label, leaves)
    label = leaves.maybe(typed.label)
    if typed.phone:
        return Contact(label, phone(typed.phone, leaves))
    if typed.email:
        return Contact(label, email(typed.email, leaves))
    if typed.url:
        shown = re.sub(r"^https?://(www\.)?|/$", "", one_line(typed.url))
        return Contact(label, _linked(shown, typed.url, typed.url, leaves))
    assert typed.address is not None  # noqa: S101 - the model has seen to it
    return Contact(label, leaves.typed(typed.address))


def email(address: Typed, leaves: Leaves) -> Leaf:
    """Return an e-mail address that opens a letter (RFC 6068)."""
    if "@" not in address.strip().strip("@"):
        return _unlinked(address, "is no e-mail address", leaves)
    return _linked(str(address), f"mailto:{address.strip()}", address, leaves)


def phone(number: Typed, leaves: Leaves) -> Leaf:
    """Return a phone number that can be called (RFC 3966), its extension after it."""
    main, extension = _EXTENSION.sub("", number), _EXTENSION.search(number)
    # (0) is dialled inside a country, and never after its code.
    digits = re.sub("[^0-9+]", "", main.replace("(0)", "") if "+" in main else main)
    if not digits.strip("+"):
        return _unlinked(number, "is no phone number", leaves)
    tail = f";ext={extension[1]}" if extension else ""
    return _linked(str(number), f"tel:{digits}{tail}", number, leaves)


def _unlinked(text: Typed, what: str, leaves: Leaves) -> Leaf:
    leaves.diagnostics.append(
        Diagnostic(
            Code.PHONE_UNKNOWN,
            f"`{text}` {what}: it is printed, and leads nowhere",
            text.span,
        )
    )
    return leaves.word(str(text), text.span)


def _profile(profile: model.Profile, label: Typed | None, leaves: Leaves) -> Contact:
    network = leaves.typed(label or profile.network)
    if profile.url:
        return Contact(network, _linked(str(profile.username), profile.url, profile.url, leaves))
    return Contact(network, leaves.word(str(profile.username), profile.username.span))


def _linked(shown: str, url: str, typed: Typed, leaves: Leaves) -> Leaf:
    return leaves.leaf(leaves.link((Text(one_line(shown)),), url, typed.span), typed.span)
