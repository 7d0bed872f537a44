"""A telephone number that is known is printed in one form, and any other as it was typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.schema.phones import EXAMPLE, Phone, phone_hint, read_phone

CODE = f"begin with + and the country code, as {EXAMPLE}"
DIGITS = f"check its digits; write only one number, as {EXAMPLE}"


@pytest.mark.parametrize(
    ("typed", "shown", "uri"),
    [
        *[
            (typed, "+1 202-555-0143", "tel:+12025550143")
            for typed in (
                *("+1 202 555 0143", "+12025550143", "+1 (202) 555-0143", "+1.202.555.0143"),
                *(
                    "tel:+1-202-555-0143",
                    "TEL:+12025550143",
                    "＋1 202 555 0143",
                    " +1 202  5550143 ",
                ),
            )
        ],
        *[
            (typed, "+44 20 7946 0958", "tel:+442079460958")
            for typed in ("+44 20 7946 0958", "+44 (0)20 7946 0958", "+44-2079460958")
        ],
        ("+86 10 1234 5678", "+86 10 1234 5678", "tel:+861012345678"),
        ("+86-10-1234-5678", "+86 10 1234 5678", "tel:+861012345678"),
    ],
)
def test_known(typed: str, shown: str, uri: str) -> None:
    """A number of a numbering plan is printed in international form, and leads to itself."""
    assert read_phone(typed) == Phone(shown, uri, known=True)


@pytest.mark.parametrize(
    ("extension", "digits"),
    [
        *[("ext. 7", "7"), ("ext 12", "12"), ("x12", "12"), ("extn. 12", "12")],
        *[("extension 0", "0"), ("ext. 007", "007"), ("X0", "0")],
        *[("ext=05", "05"), ("ext: 5", "5")],
        *[("转 801", "801"), ("转0801", "0801"), ("分机 12", "12")],
    ],
)
def test_extension(extension: str, digits: str) -> None:
    """An extension is printed as it was typed, and is dialled with all of its zeros (RFC 3966)."""
    for between in (" ", ", ", ""):
        assert read_phone(f"+1 202 555 0143{between}{extension}") == Phone(
            f"+1 202-555-0143 {extension}", f"tel:+12025550143;ext={digits}", known=True
        )


@pytest.mark.parametrize(
    ("typed", "uri", "hint"),
    [
        ("+1 555 0100", "tel:+15550100", DIGITS),
        ("+1 202 555 01434", "tel:+120255501434", DIGITS),
        ("+999 123", "tel:+999123", DIGITS),
        ("+44 (0)20 7946", "tel:+44207946", DIGITS),
        ("+1 555 0100 ext. 05", "tel:+15550100;ext=05", DIGITS),
        ("1", "tel:1", CODE),
        ("020 7946 0958", "tel:02079460958", CODE),
        ("(202) 555-0143", "tel:2025550143", CODE),
        ("0044 20 7946 0958", "tel:00442079460958", "write +44 20 7946 0958"),
        ("00 1 202 555 0143", "tel:0012025550143", "write +1 202-555-0143"),
        # Where it is not sure what to dial, there is no link.
        ("call me", "", CODE),
        ("WeChat: ada", "", CODE),
        ("+1 202 555 0143 (mobile)", "", DIGITS),
        ("+1 202 555 0143 / +1 202 555 0144", "", DIGITS),
        ("+1 800 FLOWERS", "", DIGITS),
        # What stands beside a number is printed too.
        ("☎ +44 20 7946 0958", "", DIGITS),
        ("*+44 20 7946 0958*", "", DIGITS),
        ("+44 20 7946 0958 ✓", "", DIGITS),
        ("+44 20 7946 0958 / 0959", "", DIGITS),
        ("+44 20 7946 0958, 2", "", DIGITS),
        ("+1 202 555 0143 ext. 1234567890", "", DIGITS),
    ],
)
def test_unknown(typed: str, uri: str, hint: str) -> None:
    """A number of no numbering plan stays as it was typed, with a hint how to fix it."""
    assert read_phone(typed) == Phone(typed, uri, known=False)
    assert phone_hint(typed) == hint


@pytest.mark.parametrize("typed", ["(707) 555-0143", "138 0013 8000", "011 44 20 7946 0958"])
def test_no_country(typed: str) -> None:
    """A number is given no country's code that was not typed: it may be another country's."""
    read = read_phone(typed)

    assert (read.shown, read.known) == (typed, False)


numbers = st.text() | st.text("+0123456789 ()-./ext转;,٣x", max_size=50)


@given(numbers)
def test_any_text(typed: str) -> None:
    """Any text is read without an error: known and dialled, or as it was typed with a hint."""
    read = read_phone(typed)

    assert re.fullmatch(r"(tel:\+?[0-9]+(;ext=[0-9]+)?)?", read.uri)
    if read.known:
        assert read.shown.startswith("+")
        assert read.uri.startswith("tel:+")
    else:
        assert read.shown == typed
        assert phone_hint(typed)


@given(
    st.from_regex(r"\+1 202 555 01[0-9]{2}", fullmatch=True),
    st.from_regex("[0-9]{1,9}", fullmatch=True),
)
def test_printed_again(typed: str, extension: str) -> None:
    """What is printed of a number is read as the same number."""
    read = read_phone(f"{typed} ext. {extension}")

    assert read.known
    assert read_phone(read.shown) == read
