"""What `doit` says of content and editions that are wrong, and what becomes of the PDFs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from running import Project, on_terminal

if TYPE_CHECKING:
    pass


BROKEN = "language: en\nname: [Ada Sample\n"


def test_two_broken(project: Project) -> None:
    """Complaints about both editions come in one run, and both old PDFs stay as they were."""
    before = project.pdfs(), project.states()
    for name in ("en", "zh"):
        project.content(name).write_text(BROKEN)
    ran = project.doit()

    assert ran.status == 1
    for name in ("en", "zh"):
        assert f"content/resume.{name}.yaml:2:7: error[yaml-bracket]: " in ran.said
    assert "Traceback" not in ran.said
    assert (project.pdfs(), project.states()) == before


def test_one_broken(project: Project) -> None:
    """An edition that is broken does not keep the other from being built."""
    before = project.pdfs()
    project.content("en").write_text(BROKEN)
    path = project.content("zh")
    path.write_text(path.read_text(encoding="utf-8").replace("九", "十"))
    ran = project.doit()

    assert ran.status == 1
    assert "content/resume.en.yaml:2:7: error" in ran.said
    assert "zh  1 page, " in ran.out
    after = project.pdfs()
    assert after["en"] == before["en"]
    assert after["zh"] != before["zh"]


@pytest.mark.long  # by day test_broken_since in test_proving.py
def test_mended(project: Project) -> None:
    """A failed step is tried again, fails again, and succeeds as soon as it is fixed."""
    good = project.content("en").read_text(encoding="utf-8")
    project.content("en").write_text(BROKEN)

    assert [project.doit().status for _ in range(2)] == [1, 1]
    project.content("en").write_text(good.replace("nine", "ten"))
    assert project.rebuilt() == {"en"}


@pytest.mark.parametrize(
    ("editions", "place", "code"),
    [
        ("en: [\n", "content/editions.yaml:1:5", "yaml-bracket"),
        ("", "content/editions.yaml", "editions-empty"),
        ("en: {content: nobody.yaml}\n", "content/editions.yaml:1:15", "file-missing"),
        ("en: {}\n", "content/editions.yaml:1:1", "key-missing"),
        ("../en: {content: resume.en.yaml}\n", "content/editions.yaml:1:1", "edition-name"),
        (
            "en: {content: resume.en.yaml, theme: baroque}\n",
            "content/editions.yaml:1:38",
            "theme-unknown",
        ),
        ("en: {content: resume.en.yaml, page: 2}\n", "content/editions.yaml:1:31", "key-unknown"),
    ],
)
def test_bad_editions(project: Project, editions: str, place: str, code: str) -> None:
    """What is wrong with the editions is said with its place, and the old PDFs stay."""
    before = project.pdfs()
    project.editions.write_text(editions)
    ran = project.doit()

    assert ran.status == 1
    assert f"{place}: error[{code}]: " in ran.said
    assert "hint: " in ran.said
    assert "Traceback" not in ran.said
    assert project.pdfs() == before


def test_all_of_a_broken_project(project: Project) -> None:
    """With editions that are wrong, what is wrong with the contents that they name is said too."""
    with project.editions.open("a", encoding="utf-8") as editions:
        editions.write("  paegs: 1\n")
    project.content("en").write_text(BROKEN)
    ran = project.doit()

    assert (ran.status, ran.out) == (1, "")
    assert ran.err.count("error[") == 2
    assert "content/editions.yaml:7:3: error[key-unknown]: " in ran.err
    assert "content/resume.en.yaml:2:7: error[yaml-bracket]: " in ran.err


def test_told_once(project: Project) -> None:
    """What is wrong with a content file that two editions share is said once."""
    with project.editions.open("a", encoding="utf-8") as editions:
        editions.write("short: {content: resume.en.yaml}\n")
    project.content("en").write_text(BROKEN)
    ran = project.doit()

    assert ran.status == 1
    assert ran.said.count("content/resume.en.yaml:2:7: error[yaml-bracket]: ") == 1


def test_check(new_project: Project) -> None:
    """`doit check` says what is wrong with all content, each time, and builds nothing."""
    good = [new_project.doit("check") for _ in range(2)]
    for name in ("en", "zh"):
        new_project.content(name).write_text(BROKEN)
    bad = new_project.doit("check")

    assert [(ran.status, ran.said) for ran in good] == [(0, "3 files: nothing to fix\n")] * 2
    assert bad.status == 1
    for name in ("en", "zh"):
        assert f"content/resume.{name}.yaml:2:7: error[yaml-bracket]: " in bad.out
    assert bad.out.endswith("\n3 files: 2 errors\n")
    assert not (new_project.folder / "out").exists()


@pytest.mark.long  # by day tests/report/test_screen.py, without doit
def test_colours(new_project: Project) -> None:
    """On a terminal findings are in colour, as those of the command line are; in a pipe not."""
    new_project.content("en").write_text(BROKEN)
    command, folder = new_project.command("check"), new_project.folder
    shown = on_terminal(command, folder)

    assert shown.status == 1
    assert "\x1b[1;31merror[yaml-bracket]\x1b[0m: " in shown.out
    assert "\x1b" not in new_project.doit("check").out
    assert "\x1b" not in new_project.doit("check", "-r", "json").out


def test_warning(new_project: Project) -> None:
    """What a build only warns of is told with the PDF."""
    path = new_project.content("en")
    text = path.read_text(encoding="utf-8")
    two_lines = "Works " * 20
    path.write_text(text.replace("Tidewater ", f"Tidewater {two_lines}"), encoding="utf-8")
    ran = new_project.doit("pdf:en")

    assert ran.status == 0, ran.said
    assert "content/resume.en.yaml:" in ran.out
    assert ": warning[words-interleaved]: " in ran.out
    assert ran.out.splitlines()[-1].startswith("en  1 page, ")


def test_terminal_of_another_encoding(project: Project) -> None:
    """A terminal that can't show what is to be said does not turn it into a traceback."""
    project.content("zh").write_text("language: zh\nname: [张样例\n", encoding="utf-8")
    ran = project.doit(PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert ran.status == 1
    assert "content/resume.zh.yaml:2:7: error" in ran.said
    assert "Traceback" not in ran.said


def test_output_is_no_folder(new_project: Project) -> None:
    """Where nothing can be written that is said, status 1, without a traceback."""
    (new_project.folder / "out").write_text("a file")
    ran = new_project.doit()

    assert ran.status == 1
    assert ran.said.count("error[output]: can't write `out/.build/") == 2
    assert "Traceback" not in ran.said
