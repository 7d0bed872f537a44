"""How to reach the person: e-mail addresses, telephone numbers, links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cvtex.ats.dates import find_dates
from cvtex.ats.layout.lines import Line, is_han
from cvtex.ats.vocabulary import squeezed

# 64 characters before the @ are the most (RFC 5321, 4.5.3.1.1).
_EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_URL = re.compile(
    r"(?:https?://|www\.)[^\s|，。；、（）()<>·]+"
    r"|(?<![\w@.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/[^\s|，。；、（）()<>·]+",
    re.IGNORECASE,
)
_CODE = re.compile(r"\+\d{1,3}[\s(]*$")
_ENOUGH = 9  # digits: fewer may be pages
# What no plan of numbers knows, and has the form of one all the same: 7 digits to 15 (E.164, 6).
_DIGITS = re.compile(r"(?<![\w.])\+?\(?\d(?:[\s().‐‑–-]{0,3}\d){6,14}(?![\w])")


_LONGEST = 300  # characters of a line


@dataclass(frozen=True, slots=True)
class Contacts:
    """E-mail addresses, telephone numbers as they are printed, and links to the web."""

    emails: tuple[str, ...]
    phones: tuple[str, ...]
    links: tuple[str, ...]


def contacts_in(lines: Sequence[Line]) -> Contacts:
    """Return the contacts in some lines, each once, in their order."""
    texts = [cell.text[:_LONGEST] for line in lines for cell in line.cells]
    urls = [url for line in lines for cell in line.cells for url in cell.urls]
    return Contacts(
        _once(email for text in texts for email in _EMAIL.findall(text)),
        _once(phone for text in texts for phone in _phones(text)),
        _links(texts, urls),
    )


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _links(texts: Iterable[str], urls: Iterable[str]) -> tuple[str, ...]:
    """Return where the links lead to, and the addresses that are printed without one."""
    led = [url for url in urls if url.lower().startswith(("http://", "https://"))]
    printed = [
        found.rstrip(".,;") for text in texts for found in _URL.findall(_EMAIL.sub(" ", text))
    ]
    covered = [squeezed(url) for url in led]
    return _once(led + [one for one in printed if not any(squeezed(one) in c for c in covered)])


def _phones(text: str) -> list[str]:
    """Return the telephone numbers of a text.

    A number without a country's code is tried as one of China in a text with Chinese characters,
    else as one of the United States, then of Great Britain.
    """
    from phonenumbers import PhoneNumberMatcher  # noqa: PLC0415 - 50 ms, and most lines have none

    rest = _URL.sub(" ", _EMAIL.sub(" ", text))
    if not _DIGITS.search(rest):
        return []
    for region in ("CN",) if any(map(is_han, text)) else ("US", "GB", "CN"):
        matches = PhoneNumberMatcher(rest, region)
        # A country's code is not left behind: then it is no number of that region.
        if found := [one.raw_string for one in matches if not _CODE.search(rest[: one.start])]:
            return found
    return [found for found in (one[0].strip() for one in _DIGITS.finditer(rest)) if _may_be(found)]


def _may_be(number: str) -> bool:
    """Tell whether digits that no plan of numbers knows are one all the same."""
    enough = sum(map(str.isdigit, number)) >= _ENOUGH or number[0] in "+("
    return enough and not find_dates(number)
