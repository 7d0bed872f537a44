"""`cvtex diff`: what its arguments mean, and what it says of files, editions and revisions."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cvtex import cli
from running import Ran

if TYPE_CHECKING:
    from conftest import Once
    from running import Project

_GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    **{
        f"GIT_{who}_{key}": f"ada@{key}"
        for who in ("AUTHOR", "COMMITTER")
        for key in ("NAME", "EMAIL")
    },
}


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder."""
    subprocess.run(["git", *arguments], cwd=folder, env=os.environ | _GIT, check=True)


def change(file: Path, old: str, new: str) -> None:
    """Replace a text in a file."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@dataclass
class Here:
    """A project in which `cvtex diff` is run, in this process: each of its own takes a second."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def diff(self, *arguments: str) -> Ran:
        """Run `cvtex diff` with arguments, without typesetting."""
        status = 0
        try:
            cli.run(["diff", *arguments, "--words"])
        except SystemExit as ended:
            status = int(ended.code or 0)
        return Ran(status, *self.capture.readouterr())

    @property
    def english(self) -> Path:
        """The English content."""
        return self.folder / "content/resume.en.yaml"


@pytest.fixture
def here(
    once: Once,
    make_project: Callable[[Path], Project],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Here:
    """Return a project whose first revision is v1, and whose last has another English content."""

    def make(folder: Path) -> None:
        project = make_project(folder / "project")
        git(project.folder, "init", "-q", "-b", "main")
        git(project.folder, "add", "content")
        git(project.folder, "commit", "-qm", "one")
        git(project.folder, "tag", "v1")
        change(project.content("en"), "nine mills", "ten mills")
        git(project.folder, "commit", "-qam", "two")

    folder = shutil.copytree(once("diff", make) / "project", tmp_path / "project")
    monkeypatch.chdir(folder)
    monkeypatch.delenv("CI", raising=False)
    return Here(folder, capsys)


CHANGED = "\nExperience / Tidewater Works\n  Kept [-nine-]{+ten+} mills turning\n"
SAME = "nothing has changed\n"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), ["HEAD:en (", SAME, "HEAD:zh (", SAME]),
        (("v1",), ["v1:en (", ") -> en\n", CHANGED, "1 word added, 1 removed", "v1:zh (", SAME]),
        (("v1", "HEAD", "-e", "en"), ["v1:en (", ") -> HEAD:en (", CHANGED]),
        (("v1", "en"), ["v1:en (", ") -> en\n", CHANGED]),
        (("en", "v1"), ["en -> v1:en (", "Kept [-ten-]{+nine+} mills"]),
        (("v1:en", ":en"), ["v1:en (", ") -> en\n", CHANGED]),
        (("v1:content/resume.en.yaml", "en"), ["v1:content/resume.en.yaml (", CHANGED]),
        (("en", "zh"), ["en -> zh\n", "[-Ada Sample-]{+张样例+}", "in two languages"]),
    ],
)
def test_meaning(here: Here, names: tuple[str, ...], said: list[str]) -> None:
    """An argument is a file, an edition, a revision, or one of the first two at a revision."""
    ran = here.diff(*names)

    assert (ran.status, ran.err) == (0, "")
    at = 0
    for piece in said:
        at = ran.out.find(piece, at)
        assert at >= 0, ran.out


@pytest.mark.parametrize(
    ("names", "status", "said"),
    [
        (
            ("enn",),
            1,
            "`enn` is neither a file nor an edition nor a revision\n  hint: did you mean `en`?",
        ),
        (("v2",), 1, "did you mean `v1`?"),
        (("v2:en",), 1, "there is no revision `v2`\n  hint: did you mean `v1`?"),
        (("content/resume.eng.yaml",), 1, "hint: did you mean `content/resume.en.yaml`?"),
        (("v1:../en.yaml", "en"), 1, "`v1` does not have this file"),
        (("zh", "en"), 1, "`zh` is an edition and a revision\n  hint: write `:zh` for an edition"),
        (("v1..HEAD",), 1, "nor a revision\n  hint: write both revisions: `cvtex diff v1 HEAD`"),
        (("a", "b", "c"), 2, "at most two things"),
        (("en", "-e", "en"), 2, "-e and --public choose editions of revisions"),
        (("v1", "-o", "out.txt"), 2, "-o needs an .html file"),
    ],
)
def test_wrong(here: Here, names: tuple[str, ...], status: int, said: str) -> None:
    """What is unknown or means two things is an error that says what to write."""
    git(here.folder, "branch", "zh")
    ran = here.diff(*names)

    assert (ran.status, ran.out) == (status, "")
    assert said in ran.err


def test_no_repository(
    here: Here, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a repository there is no revision, and the message says so."""
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    ran = here.diff()

    assert ran.status == 1
    assert "this folder is not in a git repository" in ran.err


def test_exit_code(here: Here) -> None:
    """A difference is no failure, unless `--exit-code` asks for it."""
    assert here.diff("v1").status == 0
    assert here.diff("v1", "--exit-code").status == 1
    assert here.diff("HEAD", "--exit-code").status == 0


def test_exit_code_of_private_details(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has private details is not shown where it may be published, but whether it changed."""
    monkeypatch.setenv("CVTEX_PRIVATE", "contacts: [{phone: +1 202 555 0143}]")
    changed, same = here.diff("v1", "--exit-code"), here.diff("HEAD", "--exit-code")

    assert (changed.status, same.status) == (1, 0)
    assert "not shown, because it has private details" in changed.out
    assert "mills" not in changed.out


def test_broken_revision(here: Here) -> None:
    """What is wrong in a revision is reported at its place there, and the others are compared."""
    content = here.english
    change(content, "2023-09", "2023-19")
    git(here.folder, "commit", "-qam", "broken")
    change(content, "2023-19", "2023-09")
    ran = here.diff()

    assert ran.status == 1
    assert "HEAD:content/resume.en.yaml:10:21: error[date-invalid]" in ran.err
    assert "HEAD:zh (" in ran.out
    assert str(here.folder) not in ran.err


def test_new_edition(here: Here) -> None:
    """An edition that one of the revisions lacks is not compared, but a difference."""
    editions = here.folder / "content/editions.yaml"
    editions.write_text("de: {content: resume.en.yaml}\n" + editions.read_text("utf-8"), "utf-8")
    ran = here.diff("v1")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("de: not compared, it is not in `v1`\n")
    assert here.diff("v1", "-e", "de").status == 1
    assert here.diff("HEAD").status == 0
    assert here.diff("HEAD", "--exit-code").status == 1


def test_moved(here: Here) -> None:
    """What was only moved is not removed and added: lines, entries and sections."""
    content = here.english
    entry = "      - {name: Old Works, role: Miller, start_date: 2019, end_date: 2020}\n"
    more = "          - Wrote the planner of 14 offices\n"
    skills = "  - {type: skills, entries: [{name: Tools, keywords: [Lathe]}]}\n"
    text = content.read_text("utf-8")
    projects = f"  - type: projects\n    entries:\n{entry}"
    content.write_text(f"{text}{more}{projects}{skills}", "utf-8")
    git(here.folder, "commit", "-qam", "more")
    moved = text.replace("          - Kept", f"{more}          - Kept")
    entry = entry.replace("role: Miller", "position: Head miller")
    moved = moved.replace("    entries:\n", f"    entries:\n{entry}", 1)
    content.write_text(moved.replace("sections:\n", f"sections:\n{skills}"), "utf-8")
    out = here.diff("HEAD", "en").said

    assert "\nSkills: moved\n" in out
    assert "\nExperience / Old Works: moved from Projects\n" in out
    assert "  Old Works  [-Miller-]{+Head miller+}  2019 – 2020\n" in out
    assert "\n  moved: " in out
    assert "\nProjects: removed\n  [-Projects-]\n" in out
    assert "lathe" not in out.lower()
    assert "2 words added, 2 removed, 3 moved" in out


def test_others(here: Here) -> None:
    """Changes beside the words are named: addresses of links, looks, emphasis."""
    content, editions = (
        here.english,
        here.folder / "content/editions.yaml",
    )
    change(content, "ten mills", "ten [mills](https://a.example.org)")
    git(here.folder, "commit", "-qam", "link")
    change(content, "//a.", "//b.")
    ran = here.diff("HEAD", "en")
    assert "  link: [-https://a.example.org-]{+https://b.example.org+}\n" in ran.out
    git(here.folder, "checkout", "-q", "content")
    change(content, "ten [mills](https://a.example.org)", "**ten** [mills](https://a.example.org)")
    assert "no word has changed; also different: emphasis" in here.diff("en").out
    change(editions, "  pages: 1", "  theme: modern\n  pages: 1")
    assert "also different: the design" in here.diff("en").out


def test_private(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    """Private details are those of now on both sides, and nothing of them is shown in public."""
    private, editions = (
        here.folder / "content" / name for name in ("private.yaml", "editions.yaml")
    )
    private.write_text("headline: Secret miller\n", "utf-8")
    change(editions, "zh:", "web: {extends: en, public: true}\nzh:")
    git(here.folder, "commit", "-qam", "web")
    ours = here.diff("v1", "en")
    web = here.diff("en", "web")
    published = here.diff("v1", "--public")
    monkeypatch.setenv("CI", "true")
    elsewhere, now = here.diff("v1", "en"), here.diff("HEAD")

    assert ours.out.endswith(CHANGED + "\n1 word added, 1 removed\n\n")
    assert "[-Secret miller-]" in web.out
    assert published.out == "web: not compared, it is not in `v1`\n"
    assert elsewhere.out.count("not shown, because it has private details") == 1
    assert "Secret" not in elsewhere.said + now.said
    assert "HEAD:web (" in now.out


def test_private_of_a_file(here: Here) -> None:
    """Private details are also those of now for a file that no edition prints."""
    elsewhere = here.folder / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(here.english, elsewhere / "ada.yaml")
    git(here.folder, "add", "elsewhere")
    git(here.folder, "commit", "-qm", "elsewhere")
    (elsewhere / "private.yaml").write_text("headline: Secret miller\n", "utf-8")

    assert here.diff("elsewhere/ada.yaml").out.endswith(SAME + "\n")


def test_content_outside(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    """A content outside the project is the same for every revision."""
    content = here.folder.parent / "ada.yaml"
    here.english.rename(content)
    (here.folder / "content/editions.yaml").write_text(f"en: {{content: {content}}}\n", "utf-8")
    git(here.folder, "commit", "-qam", "outside")
    monkeypatch.setenv("CVTEX_OUTSIDE", "1")

    assert here.diff().out.endswith(SAME + "\n")


def test_broken_editions(here: Here) -> None:
    """If the editions can't be read, that is reported, and not that there is none of a name."""
    (here.folder / "content/editions.yaml").write_text("en: [\n", "utf-8")
    ran = here.diff("en")

    assert ran.status == 1
    assert "content/editions.yaml:" in ran.err
    assert "neither a file" not in ran.err


def test_subfolder(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project may be in a folder of a repository, which has other files too."""
    inner = here.folder / "me"
    inner.mkdir()
    (here.folder / "content").rename(inner / "content")
    git(here.folder, "add", "-A")
    git(here.folder, "commit", "-qm", "moved")
    change(inner / "content/resume.en.yaml", "ten", "two")
    monkeypatch.chdir(inner)

    assert "Kept [-ten-]{+two+} mills turning" in here.diff("en").out
    assert "`v1` does not have this folder" in here.diff("v1").err


def test_new_section(here: Here) -> None:
    """A section that only one side has, with entries like no others, is added or removed."""
    change(
        here.english,
        "sections:\n",
        "sections:\n  - {type: awards, entries: [{title: Prize of Tides, date: 2020}]}\n",
    )

    assert "{+Prize of Tides  2020+}" in here.diff("HEAD", ":en").out
    assert "[-Prize of Tides  2020-]" in here.diff(":en", "HEAD:en").out
