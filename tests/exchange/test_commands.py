"""`cvtex import` and `cvtex export` as a person calls them."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from cvtex.build.check import check_content
from cvtex.report.text import render

from .json_resume_schema import faults

if TYPE_CHECKING:
    from running import Program


def test_import(program: Program, samples: Path) -> None:
    """`import` writes the file, and says on standard error what is left out, a line a kind."""
    shutil.copy(samples / "rendercv.yaml", program.folder)
    (program.folder / "content").mkdir()
    ran = program.run("import", "rendercv.yaml", "-o", "content/resume.en.yaml")

    assert ran.status == 0
    assert ran.out.startswith("wrote content/resume.en.yaml: a content file, from rendercv.yaml\n")
    told = [
        line.removeprefix("rendercv.yaml: warning[import-left-out]: ")
        for line in ran.err.splitlines()
    ]
    assert [line.partition(",")[0] for line in told] == [
        "`photo`",
        "only the year of `2023-04` is printed",
        "the numbers of this list are left out: its entries become points",
    ]
    assert told[0].startswith("`photo`, `start_date`, `end_date` are left out: ")
    assert told[0].endswith(", line 8 (3 times; `--verbose` shows each)")
    written = (program.folder / "content/resume.en.yaml").read_text(encoding="utf-8")
    assert written == (samples / "rendercv.expected.yaml").read_text(encoding="utf-8")


def test_import_to_standard_output(program: Program, samples: Path) -> None:
    """Without -o the file is printed, and nothing is written."""
    shutil.copy(samples / "yaml_resume.yaml", program.folder)
    ran = program.run("import", "yaml_resume.yaml")

    assert ran.status == 0
    assert ran.out == (samples / "yaml_resume.expected.yaml").read_text(encoding="utf-8")
    assert "\nprinted a content file, from yaml_resume.yaml\n" in ran.err
    assert [path.name for path in program.folder.iterdir()] == ["yaml_resume.yaml"]


def test_language_without_locale(program: Program, samples: Path) -> None:
    """A language that the program has no words for is a warning when it is asked for."""
    shutil.copy(samples / "rendercv.yaml", program.folder)
    ran = program.run("import", "rendercv.yaml", "--language", "is", "-o", "mine.yaml")

    assert ran.status == 0
    assert "rendercv.yaml: warning[language-unknown]: there is no locale for `is`" in ran.err
    assert "language: is" in (program.folder / "mine.yaml").read_text(encoding="utf-8")


def test_never_over_a_file(program: Program, samples: Path) -> None:
    """A file that is there stays as it is, unless --force says otherwise."""
    shutil.copy(samples / "rendercv.yaml", program.folder)
    for verb, name in (("import", "mine.yaml"), ("export", "mine.json")):
        mine = program.folder / name
        mine.write_text("mine", encoding="utf-8")
        ran = program.run(verb, "rendercv.yaml", "-o", name)
        assert ran.status == 1
        assert f"{name}: error[output]: the file exists already" in ran.err
        assert "wrote" not in ran.said
        assert mine.read_text(encoding="utf-8") == "mine"
    ran = program.run("import", "rendercv.yaml", "-o", "mine.yaml", "--force")

    assert ran.status == 0
    assert "name: Ada Sample" in (program.folder / "mine.yaml").read_text(encoding="utf-8")


def test_picture_elsewhere(program: Program) -> None:
    """A picture that is not beside the new file is named with the command that copies it."""
    (program.folder / "old").mkdir()
    (program.folder / "new").mkdir()
    person = {"name": "Ada Sample", "image": "me.png"}
    (program.folder / "old/me.json").write_text(json.dumps({"basics": person}), encoding="utf-8")
    Image.new("RGB", (600, 800)).save(program.folder / "old/me.png")
    elsewhere = program.run("import", "old/me.json", "-o", "new/me.yaml")
    beside = program.run("import", "old/me.json", "-o", "old/me.yaml")

    assert "old/me.png: warning[import-left-out]: " in elsewhere.err
    assert "`cp old/me.png new/me.png`" in elsewhere.err
    assert "me.png" not in beside.err


def test_what_lies_beside(program: Program, samples: Path) -> None:
    """What an editor keeps beside a file that is written is left alone, however old it is."""
    shutil.copy(samples / "rendercv.yaml", program.folder)
    beside = program.folder / ".mine.yaml.swp"
    beside.touch()
    os.utime(beside, (0, 0))

    assert program.run("import", "rendercv.yaml", "-o", "mine.yaml").status == 0
    assert beside.exists()


def test_verbose(program: Program, samples: Path) -> None:
    """With --verbose each finding has its place."""
    shutil.copy(samples / "rendercv.yaml", program.folder)
    ran = program.run("import", "rendercv.yaml", "--verbose", "-o", "mine.yaml")

    assert ran.status == 0
    for place in ("8:3", "37:9", "38:9"):
        assert f"rendercv.yaml:{place}: warning[import-left-out]: " in ran.err


def test_date_that_is_none(program: Program) -> None:
    """A date that is none is taken over as it was typed, and the file that is written is right."""
    for text in ("2021-13", "Feb 30, 2021", "12345", "2021年13月", "9" * 300, "soon " * 60):
        work = [{"name": "Mill", "startDate": text}]
        source = program.folder / "resume.json"
        document = {"language": "en", "basics": {"name": "Ada"}, "work": work}
        source.write_text(json.dumps(document), encoding="utf-8")
        ran = program.run("import", "resume.json", "-o", "ada.yaml", "--force")

        assert (ran.status, ran.err.count("warning")) == (0, 1), ran.err
        checked = check_content(program.folder / "ada.yaml")
        assert checked.value is not None, render(checked.diagnostics)
        *_, dates = (leaf.text for leaf in checked.value.leaves())
        assert dates == f"{text.strip()} – present"


def test_nothing_of_a_broken_file(program: Program) -> None:
    """Of a file that can't be read for certain nothing is written."""
    source = program.folder / "resume.json"
    source.write_text('{"basics": {"name": "Ada}}', encoding="utf-8")
    ran = program.run("import", "resume.json", "-o", "ada.yaml")

    assert ran.status == 1
    assert "resume.json:1:21: error[json-syntax]: this text is not closed" in ran.err
    assert not (program.folder / "ada.yaml").exists()


def test_own_file(program: Program, people: Path) -> None:
    """A content file is not taken over once more: its comments would be lost."""
    ran = program.run("import", people / "small.en.yaml")

    assert ran.status == 1
    assert "error[import-shape]: this is a content file already" in ran.err


@pytest.mark.parametrize(("verb", "ending"), [("import", ".yaml"), ("export", ".json")])
def test_another_ending(program: Program, samples: Path, verb: str, ending: str) -> None:
    """A file is not written under a name that says it is something else."""
    shutil.copy(samples / "rendercv.yaml", program.folder)
    ran = program.run(verb, "rendercv.yaml", "-o", "resume.pdf")

    assert ran.status == 1
    assert "resume.pdf: error[output]: the name of this file has to end in" in ran.err
    assert f"hint: write -o resume{ending}" in ran.err
    assert not (program.folder / "resume.pdf").exists()


def test_export_leaves_out_what_is_private(program: Program, people: Path) -> None:
    """`export` takes in the private details only where it is asked to, and says so."""
    shutil.copy(people / "small.en.yaml", program.folder / "ada.yaml")
    (program.folder / "private.yaml").write_text("contacts:\n  - phone: +1 202 555 0143\n")
    extra = "contacts:\n  - address: 7 Hidden Lane\n"
    plain = program.run("export", "ada.yaml", "-o", "plain.json", CVTEX_PRIVATE=extra)
    whole = program.run("export", "ada.yaml", "-o", "whole.json", "--private")

    assert plain.out.endswith("without the private details\n")
    assert whole.out.endswith("with the private details\n")
    assert not re.search("0143|Hidden", (program.folder / "plain.json").read_text())
    assert "0143" in (program.folder / "whole.json").read_text()


def test_export(program: Program, people: Path) -> None:
    """`export` writes JSON that follows the schema, and tells what it could not hold."""
    ran = program.run("export", people / "all_sections.zh.yaml", "-o", "resume.json")
    text = (program.folder / "resume.json").read_text(encoding="utf-8")

    assert ran.status == 0
    assert ran.out == f"wrote resume.json: a JSON Resume, from {people / 'all_sections.zh.yaml'}\n"
    assert "warning[export-left-out]: bold, italic and code are left out" in ran.err
    assert not faults(json.loads(text))
    assert "潮水工厂" in text


def test_what_is_ignored(program: Program) -> None:
    """A warning that the content switches off is not shown by an export, nor by an import of it."""
    source = program.folder / "ada.yaml"
    source.write_text(
        'language: en\nname: Ada\nheadline: "*Engineer*"\ncontacts: [{phone: 5550143}]\n'
        "sections: []\nignore: [export-left-out, phone-unknown]\n",
        encoding="utf-8",
    )
    exported = program.run("export", "ada.yaml", "-o", "resume.json")
    imported = program.run("import", "resume.json", "-o", "again.yaml")

    assert (exported.status, exported.err) == (0, "")
    assert (imported.status, imported.err) == (0, "")
    again = (program.folder / "again.yaml").read_text(encoding="utf-8")
    assert again.endswith("ignore:\n  - export-left-out\n  - phone-unknown\n")


def test_build_of_a_json_resume(program: Program, samples: Path) -> None:
    """`cvtex build` makes a PDF of a JSON Resume without a step between."""
    shutil.copy(samples / "json_resume.json", program.folder / "ada.json")
    document = json.loads((program.folder / "ada.json").read_text(encoding="utf-8"))
    document["work"][0]["highlights"] = ["Wrote a `planner` and **it**"]
    (program.folder / "ada.json").write_text(json.dumps(document), encoding="utf-8")
    ran = program.run("build", "ada.json", "-o", "x.pdf")

    assert ran.status == 0, ran.err
    assert (program.folder / "x.pdf").read_bytes().startswith(b"%PDF-")


def test_export_of_marks(program: Program) -> None:
    """An export has what an edition without an audience prints, and says what it leaves out."""
    (program.folder / "ada.yaml").write_text(
        "language: en\nname: Ada Sample\n"
        "headline: {text: Engineer, variants: {ml: Engineer of models}}\n"
        "sections:\n  - type: experience\n    entries:\n"
        "      - {name: Tidewater Works, start_date: 2020-01, end_date: 2021-01}\n"
        "      - {name: Secret Works, hidden: true}\n"
    )

    ran = program.run("export", "ada.yaml")

    assert ran.status == 0
    assert "warning[export-left-out]: what is for another audience" in ran.err
    exported = json.loads(ran.out)
    assert exported["basics"]["label"] == "Engineer"
    assert [work["name"] for work in exported["work"]] == ["Tidewater Works"]
    assert "hidden" not in ran.out


def test_audience(program: Program) -> None:
    """A build and an export of one file may be for an audience, which a tag has to be for."""
    (program.folder / "ada.yaml").write_text(
        "language: en\nname: Ada Sample\n"
        "headline: {text: Engineer, variants: {ml: Engineer of models}}\nsections: []\n"
    )

    exported = program.run("export", "ada.yaml", "--audience", "ml")
    built = program.run("build", "ada.yaml", "-o", "ada.txt", "--audience", "ml")
    wrong = program.run("export", "ada.yaml", "--audience", "lm")

    assert json.loads(exported.out)["basics"]["label"] == "Engineer of models"
    assert (built.status, built.err) == (0, "")
    assert "Engineer of models" in (program.folder / "ada.txt").read_text(encoding="utf-8")
    assert wrong.status == 0
    assert (
        "--audience lm: warning[audience-unused]: nothing in the content is for `lm`" in wrong.err
    )
    assert "did you mean `ml`?" in wrong.err


def test_import_of_hidden(program: Program) -> None:
    """What other programs call `hidden` hides nothing here: it is left out, with a warning."""
    (program.folder / "ada.json").write_text(
        '{"basics": {"name": "Ada Sample"}, "work": [{"name": "Tidewater Works", "hidden": true,'
        ' "startDate": "2020-01", "endDate": "2021-01"}], "meta": {"language": "en"}}'
    )

    ran = program.run("import", "ada.json")

    assert ran.status == 0
    assert "import-left-out" in ran.err
    assert "hidden" not in ran.out
