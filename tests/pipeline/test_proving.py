"""What a build proves, how it is reported, and what becomes of a PDF that is not proven."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from cvtex.diagnostics.codes import PROOFS
from made import pdftotext
from running import Project

if TYPE_CHECKING:
    from conftest import Once
    from running import Program, Ran, Site

UNPROVEN = "<xmp:Label>unproven</xmp:Label>"


def _verdicts(project: Project) -> list[dict[str, Any]]:
    document = json.loads((project.folder / "out/verdict.json").read_bytes())
    verdicts: list[dict[str, Any]] = document["verdicts"]
    return verdicts


@pytest.fixture(scope="session")
def too_long(first_run: tuple[Ran, Path], once: Once, people: Path) -> Path:
    """Return a folder with a project whose English edition has become too long, and was refused.

    Beside it is what was printed.
    """

    def make(draft: Path) -> None:
        project = Project(shutil.copytree(first_run[1], draft / "project"))
        shutil.copy(people / "all_sections.en.yaml", project.content("en"))
        ran = project.doit()
        assert ran.status == 1
        (draft / "said").write_text(ran.out, encoding="utf-8")

    return once("refused", make)


@pytest.fixture
def refused(too_long: Path, tmp_path: Path) -> Project:
    """Return that project."""
    return Project(shutil.copytree(too_long / "project", tmp_path / "refused"))


def _xmp(pdf: Path) -> str:
    return subprocess.run(
        ["pdfinfo", "-meta", pdf], check=True, capture_output=True, encoding="utf-8"
    ).stdout


def test_verdict(project: Project, checkout: Path) -> None:
    """`out/verdict.json` keeps to its schema and says all of each edition, in their order."""
    schema = json.loads((checkout / "schema/verdict.schema.json").read_bytes())
    jsonschema.validate(json.loads((project.folder / "out/verdict.json").read_bytes()), schema)
    verdicts = _verdicts(project)

    assert [verdict["edition"] for verdict in verdicts] == ["en", "zh"]
    for verdict, language in zip(verdicts, ("en", "zh"), strict=True):
        pdf = project.folder / verdict["pdf"]
        assert verdict["sha256"] == hashlib.sha256(pdf.read_bytes()).hexdigest()
        assert (verdict["proven"], verdict["pages"]) == (True, 1)
        assert verdict["language"] == language
        assert verdict["words"]["typed"] == verdict["words"]["read"] > 10
        assert verdict["standards"] == ["PDF/UA-1", "PDF/A-2a"]
        assert {check["code"] for check in verdict["checks"]} == PROOFS
        assert not any(check["found"] for check in verdict["checks"])
        assert verdict["diagnostics"] == []
    assert {verdict["reading"] for verdict in verdicts} == {None}
    assert project.doit("report").status == 0
    read = _verdicts(project)[0]["reading"]
    assert read["sections"][0]["entries"][0]["role"] == "Mill engineer"


def test_report(project: Project) -> None:
    """`doit report` shows each edition in `out/report.html`; a build makes none, but renews it."""
    report, before = project.folder / "out/report.html", project.states()
    is_made = report.exists()
    asked = project.doit("report")
    text, states = report.read_text(encoding="utf-8"), project.states()
    content = project.content("en")
    content.write_text(content.read_text(encoding="utf-8").replace("Ada Sample", "Ada Renewed"))
    renewed = project.doit("pdf:en")

    assert not is_made
    assert (asked.status, renewed.status) == (0, 0)
    assert states == before
    assert "out/report.html" in asked.out
    assert "Ada Sample" in text
    assert "张样例" in text
    assert "Mill engineer" in text
    assert text.count("data:image/jpeg;base64,") == 2
    assert "nothing to do" in project.doit().out
    page = report.read_text(encoding="utf-8")
    assert "Ada Renewed" in page
    assert page.count("data:image/jpeg;base64,") == 2


_PRIVATE = """\
contacts:
  - address: 7 Hidden Lane
headline: A canary in a coal mine
"""


def test_private_details_stay_out_of_the_report(project: Project) -> None:
    """On another's machine the report and the verdict show nothing of what is private."""
    project.doit("report")
    ran = project.doit("pdf:en", CVTEX_PRIVATE=_PRIVATE)
    failed = project.doit("pdf:en", CVTEX_PRIVATE=_PRIVATE + "canary: Hidden\n")
    pages = (project.folder / "out" / "report.html").read_text(encoding="utf-8")
    english, chinese = _verdicts(project)
    read = pdftotext(project.folder / "out" / "en.pdf")

    assert ran.status == 0, ran.said
    assert failed.status == 1
    assert "7 Hidden Lane" in read
    assert english["withheld"]
    assert not chinese["withheld"]
    assert not re.search("Hidden|canary", pages + json.dumps(english) + failed.said)
    assert "This report may be published" in pages


def test_what_is_private_stays_out_of_an_old_report_and_of_verify(
    project: Project, program: Program
) -> None:
    """On one's own machine the report shows all; where `CI` is set, nothing of that file.

    A report from before is made again, and `verify` shows no words either.
    """
    private = _PRIVATE.replace("address: 7 Hidden Lane", "email: canary@example.org")
    (project.folder / "content" / "private.yaml").write_text(private, encoding="utf-8")
    assert project.doit("pdf:en", "report", CI="").status == 0
    out = project.folder / "out"
    before = (out / "report.html").read_text(encoding="utf-8")
    assert project.doit(CI="true").status == 0
    here = replace(program, folder=project.folder)
    verify = ("verify", "out/en.pdf", "--against", "content/resume.en.yaml")
    said = [here.run(*verify, *form, CI="true").said for form in ((), ("--format", "json"))]

    assert "canary" in before
    for text in ((out / "report.html").read_text(encoding="utf-8"), *said):
        assert not re.search("Hidden|canary", text)


def test_changed_pdf(project: Project) -> None:
    """A changed PDF or a missing verdict is made again."""
    good = project.pdfs()
    (project.folder / "out/en.pdf").write_bytes(good["en"] + b"x")
    (project.folder / "out/verdict.json").unlink()

    assert project.doit().status == 0
    assert project.pdfs() == good
    assert len(_verdicts(project)) == 2


def test_broken_since(project: Project) -> None:
    """A verdict says that the content can't be built as it is now, and comes back when it can."""
    project.doit("report")
    good, content = project.pdfs(), project.content("en")
    text, before = content.read_text(encoding="utf-8"), _verdicts(project)
    content.write_text(text.replace("name: Ada", "nmae: Ada", 1), encoding="utf-8")
    ran = project.doit()
    broken, chinese = _verdicts(project)
    page = (project.folder / "out/report.html").read_text(encoding="utf-8")
    content.write_text(text, encoding="utf-8")

    assert ran.status == 1
    assert (broken["pdf"], broken["proven"]) == ("out/en.pdf", False)
    assert broken["sha256"] == hashlib.sha256(good["en"]).hexdigest()
    assert "key-unknown" in {one["code"] for one in broken["failed"]}
    assert chinese == before[1]
    assert "Out of date" in page
    assert "nmae" in page
    assert project.doit().status == 0
    assert _verdicts(project) == before
    assert project.pdfs() == good


@pytest.mark.long  # by day test_broken_since
def test_never_built(project: Project) -> None:
    """An edition that could not be built yet is among the verdicts, with the reason."""
    shutil.rmtree(project.folder / "out")
    project.content("en").write_text("language: en\nsections: []\n", encoding="utf-8")
    ran = project.doit("report")
    english, chinese = _verdicts(project)

    assert ran.status == 1
    assert (english["pages"], english["proven"], english["sha256"]) == (0, False, None)
    assert {one["code"] for one in english["failed"]} == {"key-missing"}
    assert chinese["proven"]
    assert "Not proven" in (project.folder / "out/report.html").read_text(encoding="utf-8")


@pytest.mark.long  # by day tests/test_editions.py has one that is gone
def test_edition_taken_out(project: Project) -> None:
    """An edition that is taken out is in no verdict any more, and nothing is built for that."""
    project.doit("report")
    before = project.states()
    text = project.editions.read_text(encoding="utf-8")
    project.editions.write_text(text[: text.index("zh:")], encoding="utf-8")

    assert project.doit().status == 0
    assert [verdict["edition"] for verdict in _verdicts(project)] == ["en"]
    assert "张样例" not in (project.folder / "out/report.html").read_text(encoding="utf-8")
    assert project.states()["en"] == before["en"]


def test_broken_editions(project: Project) -> None:
    """Where the editions can't be read, no verdict says that all is well, until they can."""
    before, text = _verdicts(project), project.editions.read_text(encoding="utf-8")
    project.editions.write_text(text + "  theme: nope\n", encoding="utf-8")
    ran = project.doit()
    broken = _verdicts(project)
    project.editions.write_text(text, encoding="utf-8")

    assert ran.status == 1
    assert [one["edition"] for one in broken] == ["en", "zh"]
    assert not any(one["proven"] for one in broken)
    assert {one["code"] for verdict in broken for one in verdict["failed"]} == {"theme-unknown"}
    assert project.doit().status == 0
    assert _verdicts(project) == before


def test_another_version(project: Project) -> None:
    """A verdict with other keys than this version's, at any depth, is not shown."""
    file = project.folder / "out/.build/zh/verdict.json"
    document = json.loads(file.read_bytes())
    del document["verdicts"][0]["checks"][0]["found"]
    file.write_text(json.dumps(document), encoding="utf-8")
    (project.folder / "out/verdict.json").unlink()

    assert project.doit("verify:en").status == 0
    assert [verdict["edition"] for verdict in _verdicts(project)] == ["en"]


def test_not_proven(project: Project, refused: Project, too_long: Path) -> None:
    """What is not proven is an error each time it is built, and the old PDF stays."""
    again = refused.doit()

    assert again.status == 1
    for said in ((too_long / "said").read_text(encoding="utf-8"), again.out):
        assert "content/editions.yaml:3:10: error[pages-over]: " in said
        line = said.splitlines()[-1]
        assert re.fullmatch(
            r"en  2 pages, (\d+) of \1 words read back, PDF/UA-1, PDF/A-2a, not proven, "
            r"fitted \(density -40%, leading -6%, size -6%\), \d+\.\d s; "
            r"out/en\.pdf is unchanged, see out/\.build/en/draft\.pdf",
            line,
        )
    assert refused.pdfs() == project.pdfs()
    assert {path.name for path in (refused.folder / "out").iterdir()} == {
        *(".build", "en.pdf", "zh.pdf", "verdict.json")
    }
    assert (refused.folder / "out/.build/en/draft.pdf").read_bytes().startswith(b"%PDF-")
    english, chinese = _verdicts(refused)
    assert (english["proven"], chinese["proven"]) == (False, True)
    assert english["pdf"] == "out/.build/en/draft.pdf"
    assert [one["code"] for one in english["diagnostics"]] == ["pages-over"]
    refused.doit("report")
    assert "pages-over" in (refused.folder / "out/report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [("--keep-going",), pytest.param(("pdf:en", "--keep-going"), marks=pytest.mark.long)],
)
def test_keep_going(refused: Project, arguments: tuple[str, ...]) -> None:
    """`--keep-going` publishes it, and it says of itself that it is unproven."""
    ran = refused.doit(*arguments)
    pdf = refused.folder / "out/en.pdf"
    kept = pdf.read_bytes()
    (verdict, _) = _verdicts(refused)

    assert ran.status == 1
    assert ran.out.splitlines()[-1].endswith("; out/en.pdf is marked as unproven")
    assert UNPROVEN in _xmp(pdf)
    assert UNPROVEN not in _xmp(refused.folder / "out/zh.pdf")
    assert (verdict["pdf"], verdict["proven"]) == ("out/en.pdf", False)
    assert verdict["sha256"] == hashlib.sha256(kept).hexdigest()
    again = refused.doit()
    assert again.status == 1
    assert "; out/en.pdf is unchanged, unproven, see " in again.out
    assert pdf.read_bytes() == kept


@pytest.mark.long  # by day test_warn lets it be built
def test_more_pages(refused: Project) -> None:
    """The edition is built when it may have the pages, and is due again when it may not."""
    text = refused.editions.read_text(encoding="utf-8")
    refused.editions.write_text(text.replace("pages: 1", "pages: 2", 1), encoding="utf-8")
    assert refused.rebuilt() == {"en"}
    refused.editions.write_text(text, encoding="utf-8")
    assert "typeset:en" in refused.due()


def test_warn(refused: Project) -> None:
    """An edition makes any check a warning, and its PDF is built."""
    text = refused.editions.read_text(encoding="utf-8")
    warn = "pages: 1\n  warn: [pages-over]\n"
    refused.editions.write_text(text.replace("pages: 1\n", warn, 1), encoding="utf-8")
    ran = refused.doit()

    assert ran.status == 0
    assert "content/editions.yaml:3:10: warning[pages-over]: " in ran.out
    assert "not proven" not in ran.out
    (verdict, _) = _verdicts(refused)
    checks = {check["code"]: check for check in verdict["checks"]}
    assert checks["pages-over"] == {"code": "pages-over", "severity": "warning", "found": 1}
    assert checks["words-lost"]["severity"] == "error"


@pytest.mark.long  # by day doit does it
def test_keep_going_alone(site: Site, people: Path) -> None:
    """`cvtex build --keep-going` does the same for one file."""
    site.set_bold(r"\hbox{#1\kern 545pt}")
    text = (people / "small.en.yaml").read_text(encoding="utf-8")
    (site.folder / "me.yaml").write_text(text.replace("nine", "**nine**"), encoding="utf-8")
    refused = site.run("build", "me.yaml")
    there = (site.folder / "me.pdf").exists()
    kept = site.run("build", "me.yaml", "--keep-going")

    assert (refused.status, there, kept.status) == (1, False, 1)
    assert "me.yaml:13:13: error[box-overfull]: " in refused.err
    assert UNPROVEN in _xmp(site.folder / "me.pdf")


@pytest.mark.long  # by day tests/verify/test_breaks.py has such a page
def test_sparse(program: Program, people: Path) -> None:
    """A last page that is nearly empty is a warning of one file's build: it has no edition."""
    text = (people / "small.en.yaml").read_text(encoding="utf-8")
    more = "".join(f"          - Kept mill {number} turning\n" for number in range(55))
    (program.folder / "me.yaml").write_text(text + more, encoding="utf-8")
    ran = program.run("build", "me.yaml")

    assert ran.status == 0
    assert "warning[page-sparse]: page 2, the last, is filled to " in ran.err


def test_against(program: Program, project: Project, tmp_path: Path) -> None:
    """`cvtex verify --against` finds what a PDF has not, at the line where it was typed."""
    pdf = project.folder / "out/en.pdf"
    good = program.run("verify", pdf, "--against", project.content("en"))
    other = tmp_path / "other.yaml"
    text = project.content("en").read_text(encoding="utf-8")
    other.write_text(text.replace("nine mills", "ten mills"), encoding="utf-8")
    bad = program.run("verify", pdf, "--against", other)
    broken = tmp_path / "broken.yaml"
    broken.write_text("language: en\nnmae: Ada\n", encoding="utf-8")
    wrong = program.run("verify", pdf, "--against", broken, "--format", "json")

    assert (good.status, good.err) == (0, "")
    words = r"  1 page, (\d+) of \1 words read back, no breach of PDF/UA-1, PDF/A-2a found"
    assert re.fullmatch(rf"{re.escape(str(pdf))}{words}", good.out.splitlines()[-1])
    assert bad.status == 1
    assert f"{other}:13:13: error[words-lost]: " in bad.err
    assert bad.out.splitlines()[-1].endswith(" errors found")
    codes = {one["code"] for one in json.loads(wrong.out)["verdicts"][0]["diagnostics"]}
    assert wrong.status == 1
    assert "key-unknown" in codes
