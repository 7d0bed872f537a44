"""`cvtex batch` builds every résumé of a tree, and says what became of each."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from batch.conftest import Office
from cvtex.batch.summary import summary_schema
from running import Program, on_terminal

if TYPE_CHECKING:
    from made import Made
    from running import Ran

BROKEN = "language: en\nname: Ida Broken\nsections:\n  - type: experince\n    entries: [a, b]\n"
LETTER = """\
language: en
resume: ada.yaml
recipient: Example Engines Ltd.
date: 2026-03-01
paragraphs: [I apply.]
"""


@pytest.fixture(scope="module")
def first(people: Path, small: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Office, Ran]:
    """Return an office whose résumés were built once, and what that printed."""
    office = Office(Program(tmp_path_factory.mktemp("office")))
    office.add("law/ada.yaml", small)
    office.add("law/ida.yaml", BROKEN)
    office.add("law/letter.mills.en.yaml", LETTER)
    office.add("law/ida.docx", "")
    office.add("law/ida.png", "")
    office.add("package.json", '{"name": "left-pad", "version": "1.3.0"}')
    office.add("arts/.hidden.yaml", BROKEN)
    office.add("private.yaml", "headline: Known here alone\n")
    shutil.copy(people / "json" / "graduate.json", office.tree / "=1+1.json")
    return office, office.program.run("batch", "in", "-o", "out", "--jobs", "2")


def test_mirrored(first: tuple[Office, Ran]) -> None:
    """Each résumé, of any format, and each letter has its PDF at its place in the same tree."""
    office, ran = first

    assert {name for name in office.made() if name.endswith(".pdf")} == {
        *("law/ada.pdf", "law/letter.mills.en.pdf", "=1+1.pdf"),
    }, ran.said


def test_same_as_a_build(
    first: tuple[Office, Ran], built: Callable[[str, str], Made], people: Path
) -> None:
    """A PDF of a batch is that of a build, byte for byte."""
    office, _ = first
    content = office.tree / "law/ada.yaml"

    assert content.read_bytes() == (people / "small.en.yaml").read_bytes()
    made = built("small.en", "classic")
    assert (office.out / "law/ada.pdf").read_bytes() == made.pdf.read_bytes()


def test_a_line_for_each_failure(first: tuple[Office, Ran]) -> None:
    """A failure is a line, its findings are a file; without a terminal there is no bar."""
    office, ran = first
    others, failure, left_out = ran.err.splitlines()
    findings = (office.out / "law/ida.findings.txt").read_text(encoding="utf-8")

    assert ran.status == 1
    assert failure.startswith("in/law/ida.yaml:4:11: section-type: ")
    assert others == "not read: 1 .docx"
    assert left_out.endswith(": package.json")
    assert ran.out.startswith("5 files: 3 built, 1 failed, 1 left out in ")
    assert ran.out.count("\n") == 1
    assert "in/law/ida.yaml:4:11: error[section-type]: " in findings
    assert "  hint: " in findings


def test_summary(first: tuple[Office, Ran]) -> None:
    """The summary has the same rows as JSON, by its schema, and as a table for spreadsheets."""
    office, _ = first
    document = json.loads((office.out / "summary.json").read_bytes())
    with (office.out / "summary.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    rows = {row["file"]: row for row in document["files"]}

    jsonschema.validate(document, summary_schema())
    assert [*rows] == [
        *("=1+1.json", "package.json", "law/ada.yaml", "law/ida.yaml"),
        "law/letter.mills.en.yaml",
    ]
    assert rows["law/ada.yaml"] | {"seconds": 0} == {
        **dict.fromkeys(rows["law/ada.yaml"]),
        "file": "law/ada.yaml",
        "status": "built",
        "pdf": "law/ada.pdf",
        "language": "en",
        "pages": 1,
        "words": 15,
        "seconds": 0,
        "errors": 0,
        "warnings": 0,
    }
    assert rows["law/ida.yaml"]["findings"] == "law/ida.findings.txt"
    assert [row["status"] for row in table] == [row["status"] for row in rows.values()]
    assert table[3]["line"] == "4"
    # A spreadsheet would compute it.
    assert table[0]["file"] == "./=1+1.json"


def _built(folder: Path) -> set[str]:
    """Run a batch again, and return the files that it builds."""
    ran = Program(folder).run("batch", "in", "-o", "out", "--jobs", "1")
    document = json.loads((folder / "out/summary.json").read_bytes())
    assert document["counts"]["waiting"] == 0, ran.said
    return {one["file"] for one in document["files"] if one["status"] == "built"}


def test_again(first: tuple[Office, Ran], tmp_path: Path) -> None:
    """Another run builds what has changed, by the digest of what it is made of, and no more."""
    folder = shutil.copytree(first[0].program.folder, tmp_path / "copy")
    office = Office(Program(folder))
    unchanged = _built(folder)
    (office.out / "=1+1.pdf").write_bytes(b"%PDF-2.0")
    office.add("law/private.yaml", "headline: Engineer")
    office.add("law/ida.yaml", BROKEN.replace("experince", "skills"))

    assert unchanged == set()
    assert _built(folder) == {
        *("=1+1.json", "law/ada.yaml", "law/ida.yaml", "law/letter.mills.en.yaml"),
    }
    assert not (office.out / "law/ida.findings.txt").exists()


@pytest.mark.long
def test_bar(first: tuple[Office, Ran], tmp_path: Path) -> None:
    """In a terminal, a bar counts the files; failures are whole lines above it."""
    folder = shutil.copytree(first[0].program.folder, tmp_path / "copy")
    command = Program(folder).command("batch", "in", "-o", "out")
    shown, dumb = (on_terminal(command, folder, 60, TERM=term).out for term in ("xterm", "dumb"))
    # Each drawing of the bar erases the line before it.
    lines = [line.rpartition("\x1b[2K")[2] for line in shown.splitlines()]

    assert "5/5" in shown
    assert any(line.startswith("in/law/ida.yaml:4:11: section-type: ") for line in lines)
    assert "\x1b" not in dumb


def test_gone(first: tuple[Office, Ran], tmp_path: Path) -> None:
    """What was made of a file that is gone is removed; what was changed, or has another, stays."""
    folder = shutil.copytree(first[0].program.folder, tmp_path / "copy")
    for name in ("ada.yaml", "ida.yaml", "letter.mills.en.yaml"):
        (folder / "in/law" / name).unlink()
    (folder / "out/law/ada.pdf").write_bytes(b"mine")
    (folder / "in/=1+1.json").rename(folder / "in/=1+1.yaml")  # makes the same PDF
    (folder / "out/law/letter.mills.en.findings.txt").mkdir()  # can't be removed as a file
    ran = Program(folder).run("batch", "in", "-o", "out")

    assert ran.status == 0
    assert ran.err.splitlines()[-2:] == [
        "removed, because their files are gone: out/law/letter.mills.en.pdf",
        "kept, though their files are gone, because they were changed: out/law/ada.pdf",
    ]
    assert (folder / "out/law/ada.pdf").read_bytes() == b"mine"
    assert (folder / "out/=1+1.pdf").is_file()
    assert not (folder / "out/law/ida.findings.txt").exists()
    assert not (folder / "out/law/letter.mills.en.pdf").exists()
    assert not (folder / "out/.batch/law/ida.yaml.json").exists()
