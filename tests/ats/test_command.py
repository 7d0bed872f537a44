"""`cvtex verify`: what it prints for a person and for a tool, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pikepdf import Pdf

from running import on_terminal

if TYPE_CHECKING:
    from made import Made
    from running import Program

USAGE = 2


@pytest.fixture
def pdf(built: Callable[[str, str], Made]) -> Path:
    """Return the PDF of an invented person with every section."""
    return built("all_sections.en", "compact").pdf


def test_text(program: Program, pdf: Path) -> None:
    """A person sees the name, the contacts, and each entry with its dates and its highlights."""
    ran = program.run("verify", pdf)
    rows = [" ".join(row.split()) for row in ran.out.splitlines()]

    assert (ran.status, ran.err) == (0, "")
    assert rows[0] == f"{pdf}: 2 pages"
    assert "name Ada Sample" in rows
    assert "e-mail ada@example.org" in rows
    assert "Studies (education)" in rows
    assert (
        "2023-09 – present Tidewater Works · Mill engineer · Saltmarsh · 5 highlights · also: Gates"
        in rows
    )
    assert not any("not found" in row for row in rows)


def test_not_found(program: Program, foreign: Callable[..., Path]) -> None:
    """What a machine looks for in vain is said, and where."""
    ran = program.run("verify", foreign("gaps"))
    missing = [row.strip() for row in ran.out.splitlines() if "not found" in row]

    assert ran.status == 1  # it has no tags
    assert missing == [
        "not found: the person's name",
        "not found: a telephone number",
        "not found: the role of `Harbour Board` in `Experience`",
        "not found: the dates of `Harbour Board` in `Experience`",
    ]


@pytest.mark.parametrize("columns", [40, pytest.param(200, marks=pytest.mark.long)])
@pytest.mark.parametrize(
    "person", [pytest.param("all_sections.en", marks=pytest.mark.long), "all_sections.zh"]
)
def test_screen(
    program: Program,
    built: Callable[[str, str], Made],
    person: str,
    columns: int,
) -> None:
    """On a terminal no row of what was read is wider than it but a title; colours are used."""
    from rich.cells import cell_len  # noqa: PLC0415 - what is measured with
    from rich.text import Text  # noqa: PLC0415 - the same

    (program.folder / "me.pdf").write_bytes(built(person, "classic").pdf.read_bytes())
    ran = on_terminal(program.command("verify", "me.pdf"), program.folder, columns)
    *rows, _verdict = [Text.from_ansi(row).plain for row in ran.out.splitlines()]

    assert ran.status == 0
    assert "\x1b[" in ran.out
    assert [row for row in rows if cell_len(row) > columns and not row.endswith("know)")] == []


def test_json(program: Program, pdf: Path) -> None:
    """A tool gets one document with all that was read, and what was not."""
    ran = program.run("verify", pdf, "--format", "json")
    document = json.loads(ran.out)
    (verdict,) = document["verdicts"]
    reading = verdict["reading"]

    assert (ran.status, ran.err) == (0, "")
    assert (document["version"], verdict["edition"], verdict["pdf"]) == (1, None, str(pdf))
    assert (verdict["missing"], verdict["diagnostics"]) == ([], [])
    assert reading["name"] == "Ada Sample"
    assert reading["sections"][2]["entries"][0] == {
        "name": None,
        "organisation": "Tidewater Works",
        "role": "Mill engineer",
        "degree": None,
        "place": "Saltmarsh",
        "dates": "Sept 2023 – present",
        "start": "2023-09",
        "end": "present",
        "details": ["Gates"],
        "text": [
            "Supervisor: Grete Holm · Mentor: Pim Reed · Programme: Fellows",
            "Keeps nine mills turning.",
        ],
        "highlights": [
            "Cut the idle hours of a mill by 31 %, from 5,200 to 3,588 a year",
            "Rebuilt the planning service in Rust, for 14 offices — no outage since",
            "Wrote the parser",
            "Fuzzed it for 90 days",
            "Wrote the docs",
        ],
    }


def test_json_of_nothing(program: Program) -> None:
    """A tool gets the finding in the same document if nothing could be read."""
    (program.folder / "me.pdf").write_text("no PDF")
    ran = program.run("verify", "me.pdf", "--format", "json")
    (verdict,) = json.loads(ran.out)["verdicts"]

    assert (ran.status, verdict["reading"]) == (1, None)
    assert [one["code"] for one in verdict["diagnostics"]] == ["pdf-unreadable"]


def test_unreadable(program: Program) -> None:
    """What can't be read is a message with its file, and status 1."""
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(program.folder / "me.pdf")
    blank, missing = program.run("verify", "me.pdf"), program.run("verify", "you.pdf")

    errors = blank.err.count(": error[")
    assert (blank.status, blank.out) == (1, f"me.pdf  1 page, {errors} errors found\n")
    assert (missing.status, missing.out) == (1, "")
    assert "me.pdf: error[pdf-no-text]: " in blank.err
    assert missing.err.startswith("you.pdf: error[file-missing]: ")


@pytest.mark.parametrize("arguments", [(), ("a.pdf", "b.pdf"), ("a.pdf", "--format", "xml")])
def test_usage(program: Program, arguments: tuple[str, ...]) -> None:
    """A wrong command line is told apart."""
    assert program.run("verify", *arguments).status == USAGE


def test_control_characters(tmp_path: Path) -> None:
    """Nothing in a PDF moves the terminal's cursor or turns its line."""
    from cvtex.ats.model import Reading  # noqa: PLC0415 - by this test alone
    from cvtex.report.ats import report  # noqa: PLC0415 - the same

    name = "Ada\x1b[2J\u202eSample"
    read = Reading(name, (), (), (), (), (), 1, whole=True)
    said = report(tmp_path / "a\x1b[2J.pdf", read)

    assert "\x1b" not in said
    assert "\u202e" not in said
