"""What may be wrong with a résumé that keeps to the schema."""

from __future__ import annotations

from datetime import date

import pytest

from cvtex.content.load import load_resume
from cvtex.diagnostics import in_order

from .conftest import Write

TODAY = date(2026, 11, 24)
HEAD = "language: en\nname: Ada Sample\n"


@pytest.mark.parametrize(
    ("when", "future"),
    [
        ("start_date: 2027", True),
        ("start_date: 2026-12", True),
        ("start_date: 2026-11-25", True),
        ("start_date: 2026-12, end_date: present", True),
        ("date: 2026-12 – 2027-01", True),
        ("start_date: 2026", False),
        ("start_date: 2026-11", False),
        ("start_date: 2026-11-24", False),
        ("start_date: 2025, end_date: 2027-06", False),
        ("date: 2027-06", False),
        ('start_date: "next spring"', False),
    ],
)
def test_future(write: Write, when: str, future: bool) -> None:  # noqa: FBT001 - a case
    """What has yet to begin is told; that something has yet to end is not."""
    source = f"{HEAD}sections: [{{type: awards, entries: [{{title: S, {when}}}]}}]\n"
    loaded = load_resume(write(source), TODAY)

    assert loaded.ok
    assert [finding.code for finding in loaded.diagnostics] == ["date-future"] * future


def test_phones(write: Write) -> None:
    """Each telephone number that is not known is told at its place, wherever one may stand."""
    source = f"""\
{HEAD}contacts:
  - phone: 555 0143
  - phone: +1 202 555 0143
sections:
  - type: references
    entries:
      - {{name: Ida Doe, phone: +1 555 0100}}
"""
    found = in_order(load_resume(write(source)).diagnostics)

    assert [(one.code, one.span and one.span.line) for one in found] == [
        ("phone-unknown", 4),
        ("phone-unknown", 9),
    ]
