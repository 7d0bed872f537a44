"""Telephone numbers, read with Google's libphonenumber."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from cvtex.source.smart_quotes import between_quotes, without_quotes

EXAMPLE = "+44 20 7946 0958"
"""A number that Ofcom reserves for fiction."""

EXTENSION = re.compile(
    r"[\s,;]*(?P<typed>(?:ext(?:ension|n)?\.?|x|分机|转)\s*[=:]?\s*(?P<digits>[0-9]{1,9}))\s*$",
    re.IGNORECASE,
)
"""Matches the extension at the end of a telephone number."""
_SCHEME = re.compile("tel:", re.IGNORECASE)
# Digits and separators; the library ignores other characters at the ends.
_DIGITS = re.compile(r"[\d\s+＋()（）\[\].．/／‐-―−－-]*")
_LONGEST = 40  # E.164 has 15 digits, and there are separators
_LONGEST_WHOLE = 80  # with its extension


class Phone(NamedTuple):
    """A telephone number as printed, its `tel:` URI (RFC 3966), and whether it is valid.

    `uri` is '' if it is not certain what to dial.
    """

    shown: str
    uri: str
    known: bool


def read_phone(typed: str) -> Phone:
    """Return a number in international form (ITU-T E.123), or as typed if it is unknown.

    A number without its country code is unknown. An extension stays as typed.
    """
    # Numbers pasted from an address book are often between direction marks.
    visible = "".join(char for char in " ".join(typed.split()) if char.isprintable())
    whole = _SCHEME.sub("", visible, count=1)
    if len(whole) > _LONGEST_WHOLE:
        return Phone(str(typed), "", known=False)
    extension = EXTENSION.search(whole)
    main = whole[: extension.start()] if extension else whole
    tail = f";ext={extension['digits']}" if extension else ""
    if known := _known(main):
        shown, dialled = known
        shown = f"{shown} {extension['typed']}" if extension else shown
        return Phone(shown, dialled + tail, known=True)
    # (0) is dialled only inside a country, and never after its code.
    bare = re.sub(r"[\s().\-]", "", main.replace("(0)", "") if "+" in main else main)
    uri = f"tel:{bare}{tail}" if re.fullmatch(r"\+?[0-9]{1,15}", bare) else ""
    return Phone(str(typed), uri, known=False)


def phone_hint(typed: str, countries: Iterable[str] = ()) -> str:
    """Return how to fix an unknown number, which may be one of some countries (ISO 3166)."""
    bare = between_quotes(typed)
    if bare and (known := _known(bare)):
        return f"write {known[0]}, {without_quotes(typed)}"
    abroad = re.match(r"\s*00\s*(?=\d)", typed)
    if abroad and (known := _known("+" + typed[abroad.end() :])):
        return f"write {known[0]}"
    if "+" not in typed:
        for country in countries:
            if known := _known(typed, country):
                code = known[0].partition(" ")[0]
                return f"write {known[0]}, if {code} is the code of its country"
        return f"begin with + and the country code, as {EXAMPLE}"
    return f"check its digits; write only one number, as {EXAMPLE}"


def in_country(typed: str, country: str) -> str:
    """Return a national number of a country (ISO 3166) in international form.

    Return '' if it is valid without the country, or is not valid there.
    """
    if not country or read_phone(typed).known or "+" in typed:
        return ""
    known = _known(typed, country.upper())
    return known[0] if known else ""


def _known(main: str, country: str | None = None) -> tuple[str, str] | None:
    """Return a valid number as printed and its `tel:` URI; None if it is not valid."""
    if len(main) > _LONGEST or not _DIGITS.fullmatch(main):
        return None
    import phonenumbers  # noqa: PLC0415 - 40 ms that only a file with numbers spends

    try:
        number = phonenumbers.parse(main, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number) or number.extension:
        return None
    form = phonenumbers.PhoneNumberFormat
    dialled = phonenumbers.format_number(number, form.E164)
    return phonenumbers.format_number(number, form.INTERNATIONAL), f"tel:{dialled}"
