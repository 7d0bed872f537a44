"""Finds the e-mail addresses, telephone numbers and links in the lines of a résumé."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cvtex.ats.dates import find_dates
from cvtex.ats.layout.lines import Line, is_han
from cvtex.ats.vocabulary import squeezed

# At most 64 characters precede the @ (RFC 5321, 4.5.3.1.1).
_EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_URL = re.compile(
    r"(?:https?://|www\.)[^\s|，。；、（）()<>·]+"
    r"|(?<![\w@.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/[^\s|，。；、（）()<>·]+",
    re.IGNORECASE,
)
_CODE = re.compile(r"\+\d{1,3}[\s(]*$")
_DIGITS_MIN = 9  # fewer may be page numbers
# 7 to 15 digits (E.164, 6), for numbers that belong to no known numbering plan.
_DIGITS = re.compile(r"(?<![\w.])\+?\(?\d(?:[\s().‐‑–-]{0,3}\d){6,14}(?![\w])")


_CHARS_MAX = 300


@dataclass(frozen=True, slots=True)
class Contacts:
    """E-mail addresses, telephone numbers as they are printed, and links to the web."""

    emails: tuple[str, ...]
    phones: tuple[str, ...]
    links: tuple[str, ...]


def contacts_in(lines: Sequence[Line]) -> Contacts:
    """Return the contacts in the lines, in order, without duplicates."""
    texts = [cell.text[:_CHARS_MAX] for line in lines for cell in line.cells]
    urls = [url for line in lines for cell in line.cells for url in cell.urls]
    return contacts_of(texts, urls)


def contacts_of(texts: Sequence[str], urls: Iterable[str] = ()) -> Contacts:
    """Return the contacts in texts that have links to `urls`."""
    return Contacts(
        _unique(email for text in texts for email in _EMAIL.findall(text)),
        _unique(phone for text in texts for phone in _phones(text)),
        _links(texts, urls),
    )


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _links(texts: Iterable[str], urls: Iterable[str]) -> tuple[str, ...]:
    """Return the targets of the links, then the printed addresses that have no link."""
    targets = [url for url in urls if url.lower().startswith(("http://", "https://"))]
    printed = [url.rstrip(".,;") for text in texts for url in _URL.findall(_EMAIL.sub(" ", text))]
    linked = [squeezed(url) for url in targets]
    unlinked = [url for url in printed if not any(squeezed(url) in target for target in linked)]
    return _unique(targets + unlinked)


def _phones(text: str) -> list[str]:
    """Return the telephone numbers of a text.

    A number without a country code is parsed as Chinese if the text has Chinese characters;
    otherwise as American, then British, then Chinese.
    """
    from phonenumbers import PhoneNumberMatcher  # noqa: PLC0415 - 50 ms, and most lines have none

    rest = _URL.sub(" ", _EMAIL.sub(" ", text))
    if not _DIGITS.search(rest):
        return []
    for region in ("CN",) if any(map(is_han, text)) else ("US", "GB", "CN"):
        matches = PhoneNumberMatcher(rest, region)
        # A match behind a country code is not a number of this region.
        if phones := [
            match.raw_string for match in matches if not _CODE.search(rest[: match.start])
        ]:
            return phones
    return [number for match in _DIGITS.finditer(rest) if _is_phone(number := match[0].strip())]


def _is_phone(number: str) -> bool:
    """Return whether digits outside all known numbering plans are a telephone number."""
    enough = sum(map(str.isdigit, number)) >= _DIGITS_MIN or number[0] in "+("
    return enough and not find_dates(number)
