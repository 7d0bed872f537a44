"""What keeps to the schema and is worth a look is a warning at its place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from cvtex.content.load import settle
from cvtex.diagnostics import Severity
from cvtex.source.yaml import read_yaml

from .conftest import Write

TODAY = dt.date(2023, 9, 15)


def _found(path: Path) -> list[tuple[str, str]]:
    """Return the place and the code of each finding, none of which stops a build."""
    loaded = settle(read_yaml(path), path, TODAY)
    assert loaded.ok
    assert {finding.severity for finding in loaded.diagnostics} <= {Severity.WARNING}
    return [
        (f"{finding.span.line}:{finding.span.column}", str(finding.code))
        for finding in loaded.diagnostics
        if finding.span
    ]


def _award(keys: str) -> str:
    return f"""\
language: en
name: Ada Sample
sections:
  - type: awards
    entries:
      - title: Golden Sample
        {keys}
"""


@pytest.mark.parametrize(
    ("keys", "future"),
    [
        ("start_date: 2023-09-15", False),
        ("start_date: 2023-09-16", True),
        ("start_date: 2023-09", False),
        ("start_date: 2023-10", True),
        ("start_date: 2023", False),
        ("start_date: 2024", True),
        ("start_date: Oct 2023", True),
        ("start_date: 'Spring 2099'", False),
        ("date: 2024-01 – 2024-06", True),
        ("date: 2023-01 – 2024-06", False),
        ("end_date: 2099", False),
        ("date: 2099", True),
        ("date: present", False),
    ],
)
def test_future(write: Write, keys: str, future: bool) -> None:  # noqa: FBT001 - a case
    """A start in the future is reported at its place, as precisely as it is known."""
    column = 9 + len(keys.partition(": ")[0]) + 2

    assert _found(write(_award(keys))) == ([(f"7:{column}", "date-future")] if future else [])


def test_future_degree(write: Write) -> None:
    """A degree may have the date on which it is to come, which is its end."""
    school = "language: en\nname: Ada Sample\nsections:\n  - type: education\n    entries:\n"
    ahead = school + "      - institution: S\n        date: 2099\n"

    assert _found(write(ahead)) == []


def test_future_words(write: Write) -> None:
    """A start that is in the future is told in ISO form."""
    path = write(_award("start_date: Oct 2032"))
    (finding,) = settle(read_yaml(path), path, TODAY).diagnostics

    assert finding.message == "`2032-10` is in the future"
    assert finding.hint == "check the year"


PHONES = """\
language: {language}
name: Ada Sample
contacts:
  - phone: +1 202 555 0143
  - phone: 020 7946 0958
  - phone: call me
sections:
  - type: references
    entries:
      - {{name: Bob Doe, phone: '+1 555 0100'}}
"""


@pytest.mark.parametrize("language", ["en", "en-GB", "zh-Hans-CN"])
def test_phones(write: Write, language: str) -> None:
    """A number of no numbering plan is reported, for any person and in any language."""
    source = PHONES.format(language=language)

    assert _found(write(source)) == [
        (place, "phone-unknown") for place in ("5:12", "6:12", "10:32")
    ]


def test_phone_words(write: Write) -> None:
    """A number that is not known is told with what would make it known."""
    source = PHONES.format(language="en").replace("call me", "0044 20 7946 0958")
    path = write(source)
    finding = settle(read_yaml(path), path, TODAY).diagnostics[1]

    assert finding.message == (
        "`0044 20 7946 0958` is not a known telephone number: it is printed as typed"
    )
    assert finding.hint == "write +44 20 7946 0958"
