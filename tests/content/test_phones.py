"""Telephone numbers: in international form where they are known, as typed where not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.content.phones import phone_hint, read_phone, territory_of


@pytest.mark.parametrize(
    ("typed", "shown", "uri"),
    [
        ("+852 6085 9429", "+852 6085 9429", "tel:+85260859429"),
        ("+86 13800138000", "+86 138 0013 8000", "tel:+8613800138000"),
        ("+861012345678", "+86 10 1234 5678", "tel:+861012345678"),
        ("+1 (202) 555-0143", "+1 202-555-0143", "tel:+12025550143"),
        ("+44 (0)20 7946 0958", "+44 20 7946 0958", "tel:+442079460958"),
        ("tel:+442079460958", "+44 20 7946 0958", "tel:+442079460958"),
        ("+44 20 7946 0958 ext. 05", "+44 20 7946 0958 ext. 05", "tel:+442079460958;ext=05"),
        ("+86 10 1234 5678 分机 12", "+86 10 1234 5678 分机 12", "tel:+861012345678;ext=12"),
        ("＋44 20 7946 0958", "+44 20 7946 0958", "tel:+442079460958"),
    ],
)
def test_known(typed: str, shown: str, uri: str) -> None:
    """A number that is in a numbering plan is printed in international form, and can be called."""
    read = read_phone(typed)

    assert (read.shown, read.uri, read.known) == (shown, uri, True)


@pytest.mark.parametrize(
    ("typed", "uri"),
    [
        ("555 0143", "tel:5550143"),
        ("+1 555 0100", "tel:+15550100"),
        ("(020) 7946 0958", "tel:02079460958"),
        ("+44 20 7946 0958 or +44 20 7946 0959", ""),
        ("+1 800 FLOWERS", ""),
        ("call me", ""),
        ("+", ""),
    ],
)
def test_unknown(typed: str, uri: str) -> None:
    """A number that is in no plan, or without its country, is printed as typed."""
    read = read_phone(typed)

    assert (read.shown, read.uri, read.known) == (typed, uri, False)


@pytest.mark.parametrize(
    ("typed", "language", "shown"),
    [
        ("020 7946 0958", "en-GB", "+44 20 7946 0958"),
        ("(202) 555-0143", "en-US", "+1 202-555-0143"),
        ("010 1234 5678", "zh-Hans-CN", "+86 10 1234 5678"),
        ("020 7946 0958", "en", "020 7946 0958"),
    ],
)
def test_territory(typed: str, language: str, shown: str) -> None:
    """A number without a country's code is read in the country that the language's tag names."""
    assert read_phone(typed, territory_of(language)).shown == shown


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("555 0143", "begin with + and the country's code, as +44 20 7946 0958"),
        ("0044 20 7946 0958", "write +44 20 7946 0958"),
        ("+1 555 0100", "check its digits"),
    ],
)
def test_hint(typed: str, hint: str) -> None:
    """What would make a number known is told."""
    assert phone_hint(typed).startswith(hint)


@given(st.text() | st.text("0123456789+ ()-.ext分机", max_size=40))
def test_any_text(typed: str) -> None:
    """Any text is read, and one that is not known is printed as it was typed."""
    read = read_phone(typed)

    assert read.known or read.shown == typed
    assert not read.uri or read.uri.startswith("tel:")
