"""`cvtex new`: the folder that it makes."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from cvtex.build.check import check_content, check_files
from cvtex.commands.shared.schemas import FOR_EDITORS, SCHEMAS, schema_text
from cvtex.editions.settings import read_editions
from cvtex.locales import known_locales
from cvtex.report.text import render

from .surroundings import ACTIVE, PROGRAMS

if TYPE_CHECKING:
    from running import Program

AROUND = {
    "dodo.py",
    ".gitignore",
    ".github/actions/cvtex/action.yml",
    ".github/workflows/resume.yml",
    "README.md",
    "content/editions.yaml",
    "schema/editions.schema.json",
    "schema/letter.schema.json",
    "schema/resume.schema.json",
}


def _files(folder: Path) -> set[str]:
    files = (path for path in folder.rglob("*") if not path.is_dir())
    return {str(path.relative_to(folder)) for path in files if path.suffix != ".whl"}


def test_files(program: Program) -> None:
    """It makes a content file for each language and all that is around it, and says so."""
    ran = program.run("new", "my cv", "--language", "en", "--language", "zh", **ACTIVE)

    assert (ran.status, ran.err) == (0, "")
    files = _files(program.folder / "my cv")
    assert files == AROUND | {"content/resume.en.yaml", "content/resume.zh.yaml"}
    assert all(f"  {file}\n" in ran.out for file in files)
    assert "  wheels/cvtex-" in ran.out
    assert ran.out.endswith("next: cd 'my cv' && cvtex doit\n")
    assert [path.name for path in program.folder.iterdir()] == ["my cv"]


def test_from_a_file(program: Program) -> None:
    """It begins with a person's résumé and photo, and a theme; what can't be read makes nothing."""
    person = {"name": "Ada Sample", "image": "me/photo.png", "pets": ["cat"]}
    resume = {"basics": person, "work": [{"name": "Ich und wir"}]}
    (program.folder / "me").mkdir()
    Image.new("RGB", (600, 800)).save(program.folder / "me/photo.png")
    (program.folder / "me.json").write_text(json.dumps(resume), encoding="utf-8")
    ran = program.run("new", "cv", "-l", "de", "--from", "me.json", "--theme", "modern")

    assert ran.status == 0, ran.said
    assert "  pets\n" in ran.out
    made = program.folder / "cv/content"
    assert "name: Ada Sample\n" in (made / "resume.de.yaml").read_text("utf-8")
    assert "content/me/photo.png\n" in ran.out
    assert (made / "me/photo.png").is_file()
    editions = read_editions(made / "editions.yaml").value or ()
    assert [(one.name, one.looks.theme, one.pages) for one in editions] == [
        ("de", "modern", None),
        ("de-public", "modern", None),
    ]
    (program.folder / "me.json").write_text("[]", encoding="utf-8")
    assert program.run("new", "no", "--from", "me.json").status == 1
    assert program.run("new", "no", "--theme", "moderm").status == 2
    assert not (program.folder / "no").exists()


@pytest.mark.parametrize(
    ("asked", "tags"),
    [
        ([], ["en"]),
        (["zh-cn", "zh", "zh-Hans"], ["zh-CN"]),
        (["zh-tw", "zh-Hant", "zh-HK", "zh"], ["zh-TW", "zh-HK", "zh"]),
        *(
            pytest.param(asked, tags, marks=pytest.mark.long)
            for asked, tags in (
                (["zh"], ["zh"]),
                (["zh", "en"], ["zh", "en"]),
                (["en", "en"], ["en"]),
                (["EN-gb"], ["en-GB"]),
                (["zh-hant-mo"], ["zh-Hant-MO"]),
                (["ja", "ko-KR"], ["ja", "ko-KR"]),
            )
        ),
    ],
)
def test_languages(program: Program, asked: list[str], tags: list[str]) -> None:
    """Each language comes once, by the tag that it was asked for with; English if by none."""
    ran = program.run("new", "cv", *(part for tag in asked for part in ("--language", tag)))
    editions = read_editions(program.folder / "cv/content/editions.yaml").value or ()

    assert ran.status == 0, ran.said
    assert [edition.name for edition in editions] == [*tags, f"{tags[0]}-public"]
    assert [edition.name for edition in editions if edition.public] == [f"{tags[0]}-public"]
    assert _files(program.folder / "cv") - AROUND == {f"content/resume.{tag}.yaml" for tag in tags}
    for edition in editions[:-1]:
        document = check_content(edition.content, edition.looks).value
        assert document is not None
        assert document.language == edition.name


def test_clean(made: Path) -> None:
    """There is nothing to say against the sample in any language, not even of its style."""
    editions = read_editions(made / "content" / "editions.yaml").value or ()

    assert len(editions) == len(known_locales()) + 1
    for edition in editions:
        assert render(check_content(edition.content, edition.looks).diagnostics) == ""
        assert edition.pages is not None


@pytest.mark.parametrize(
    "tag", ["de", *(pytest.param(one, marks=pytest.mark.long) for one in ("fr", "ru", "en-GB"))]
)
def test_clean_in_public(program: Program, tag: str) -> None:
    """There is nothing to say against the public edition of a sample either."""
    program.run("new", "cv", "-l", tag)

    assert render(check_files([program.folder / "cv"]).diagnostics) == ""


def test_dodo(made: Path, checkout: Path) -> None:
    """The tasks are those of this project itself, but for the pictures of its docs."""
    ours, theirs = (
        set(re.findall("task_[a-z]+", (folder / "dodo.py").read_text(encoding="utf-8")))
        for folder in (checkout, made)
    )

    assert ours - theirs == {"task_gallery"}
    assert "task_pdf" in theirs
    assert theirs < ours


def test_schemas(made: Path) -> None:
    """Each file of the content leads an editor to its schema, which is as `cvtex schema` has it."""
    schemas = {made / SCHEMAS[name][0]: schema_text(name) for name in FOR_EDITORS}
    for path in (made / "content").iterdir():
        head = path.read_text(encoding="utf-8").partition("\n")[0]
        named = (path.parent / head.removeprefix("# yaml-language-server: $schema=")).resolve()

        assert named.read_text(encoding="utf-8") == schemas[named]


def test_ignored(made: Path) -> None:
    """Git ignores what is built and what is private, and nothing else."""
    subprocess.run(["git", "init", "-q"], cwd=made, check=True)
    ignored = {
        "out/en.pdf",
        "out/.build/en/resume.tex",
        ".doit.db",
        ".doit.db-journal",
        "content/private.yaml",
        "content/private.jpg",
        "__pycache__/dodo.cpython-313.pyc",
        ".venv/bin/doit",
    }
    told = subprocess.run(
        ["git", "check-ignore", *ignored, *_files(made)],
        cwd=made,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout.splitlines()

    assert {path for path in told if not path.startswith(".git/")} == ignored


@pytest.mark.parametrize("tag", ["xx", "English", "is", "", "../en"])
def test_unknown_language(program: Program, tag: str) -> None:
    """A language without a locale is a slip in the command, which names those that there are."""
    ran = program.run("new", "cv", "--language", "en", "--language", tag, COLUMNS="500")

    assert (ran.status, ran.out) == (2, "")
    assert f"there is no locale for `{tag}`; there are locales for ar, " in ran.err
    assert list(program.folder.iterdir()) == []


def test_empty_folder(program: Program) -> None:
    """An empty folder is filled, also the one that one is in."""
    ran = program.run("new", ".", **ACTIVE)

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.endswith("next: cvtex doit\n")
    assert _files(program.folder) == AROUND | {"content/resume.en.yaml"}


@pytest.mark.parametrize(
    ("ours", "theirs", "next_command"),
    [
        ({}, "", f"{PROGRAMS}/cvtex doit"),  # run by its path
        (ACTIVE | {"VIRTUAL_ENV_PROMPT": ""}, "", f"{PROGRAMS}/cvtex doit"),  # by ./bootstrap
        (ACTIVE | {"VIRTUAL_ENV": "/another"}, "", f"{PROGRAMS}/cvtex doit"),  # by uvx
        ({"PATH": "{links}:" + ACTIVE["PATH"]}, "{links}:", "cvtex doit"),  # as pipx installs it
        pytest.param(ACTIVE, f"{PROGRAMS}:", "cvtex doit", marks=pytest.mark.long),
    ],
)
def test_next(program: Program, ours: dict[str, str], theirs: str, next_command: str) -> None:
    """The next command works when pasted into the shell, whatever its PATH has of cvtex."""
    links = program.folder / "links"
    links.mkdir()
    (links / "cvtex").symlink_to(PROGRAMS / "cvtex")
    surroundings = {"PATH": "/usr/bin:/bin", "VIRTUAL_ENV_PROMPT": ""} | ours
    ran = program.run(
        "new", "my cv", **{name: text.format(links=links) for name, text in surroundings.items()}
    )
    pasted = ran.out.splitlines()[-1].removeprefix("next: ")
    assert pasted == f"cd 'my cv' && {next_command}"
    if ours and not theirs:
        return  # what the first case has run
    listed = subprocess.run(
        ["sh", "-c", f"{pasted} list"],
        cwd=program.folder,
        env={"PATH": theirs.format(links=links) + "/usr/bin:/bin"},
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout

    assert "pdf:en" in listed


def test_new_parents(program: Program) -> None:
    """The folders above it are made too."""
    ran = program.run("new", "a/b/cv")

    assert (ran.status, ran.err) == (0, "")
    assert (program.folder / "a/b/cv/dodo.py").is_file()


@pytest.mark.parametrize("name", ["full", "file", "file/cv"])
def test_occupied(program: Program, name: str) -> None:
    """Where something is already nothing is written, and that is said, status 1."""
    (program.folder / "full").mkdir()
    (program.folder / "full" / ".mine").write_text("mine")
    (program.folder / "file").write_text("mine")
    ran = program.run("new", name)

    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("error[output]: ")
    assert f"`{name}`" in ran.err
    assert "Traceback" not in ran.err
    assert _files(program.folder) == {"full/.mine", "file"}


def test_another_language(program: Program) -> None:
    """A project gets another language with its edition; what is there already stays as it is."""
    made = program.folder / "cv/content"
    made.mkdir(parents=True)
    (made / "resume.en.yaml").write_text("language: en\nname: Ada Sample\nsections: []\n")
    (made / "editions.yaml").write_text("en: {content: resume.en.yaml}  # mine")
    ran = program.run("new", "cv", "-l", "de", "--theme", "modern")
    again = program.run("new", "cv", "-l", "de")

    assert (ran.status, ran.err, again.status) == (0, "", 1)
    assert "content/editions.yaml: de\n" in ran.out
    assert (
        (made / "editions.yaml")
        .read_text("utf-8")
        .startswith("en: {content: resume.en.yaml}  # mine\n")
    )
    editions = read_editions(made / "editions.yaml")
    assert not editions.diagnostics
    assert [(one.name, one.looks.theme) for one in editions.value or ()] == [
        ("en", "classic"),
        ("de", "modern"),
    ]
    assert _files(program.folder) == {
        f"cv/content/{name}.yaml" for name in ("resume.en", "resume.de", "editions")
    }


@pytest.mark.parametrize(
    ("listed", "line"),
    [
        ("en: {content: resume.en.yaml, theme: modern}", "resume.de.yaml, pages: 1, theme: modern"),
        ("en: {content: resume.en.yaml}", "resume.de.yaml, pages: 1"),
        ("defaults: {theme: modern}\nen: {content: resume.en.yaml}", "resume.de.yaml, pages: 1"),
    ],
)
def test_theme_of_another_language(program: Program, listed: str, line: str) -> None:
    """Another language looks as the first edition does."""
    made = program.folder / "content"
    made.mkdir()
    (made / "resume.en.yaml").write_text("language: en\nname: Ada Sample\nsections: []\n")
    (made / "editions.yaml").write_text(f"{listed}\n")
    ran = program.run("new", ".", "-l", "de")

    assert (ran.status, ran.err) == (0, "")
    assert (made / "editions.yaml").read_text("utf-8") == f"{listed}\nde: {{content: {line}}}\n"


@pytest.mark.parametrize(
    ("editions", "encoding"),
    [
        ("{en: {content: resume.en.yaml}}\n", "utf-8"),
        ("en: {content: resume.en.yaml}\n...\n", "utf-8"),
        ("en: {content: resume.en.yaml}\n", "utf-16"),
    ],
)
def test_list_without_room(program: Program, editions: str, encoding: str) -> None:
    """Nothing is added to a list of editions that another line would break."""
    listed = program.folder / "content" / "editions.yaml"
    listed.parent.mkdir()
    listed.write_text(editions, encoding)
    listed.with_name("resume.en.yaml").write_text("language: en\nname: Ada Sample\n", "utf-8")
    before = listed.read_bytes()
    assert [one.name for one in read_editions(listed).value or ()] == ["en"]
    ran = program.run("new", ".", "-l", "de")

    assert (ran.status, ran.out) == (1, "")
    assert "can't have another line" in ran.err
    assert listed.read_bytes() == before
    assert _files(program.folder) == {"content/editions.yaml", "content/resume.en.yaml"}


@pytest.mark.parametrize("name", [pytest.param("cv", marks=pytest.mark.long), "empty"])
def test_half_written(program: Program, name: str) -> None:
    """When the disk has no room for all of it, nothing of it stays."""
    (program.folder / "empty").mkdir()
    command = program.command("new", name)
    # No file may have more than a block, and the workflow has.
    ran = subprocess.run(
        ["sh", "-c", 'ulimit -f 1; exec "$@"', "sh", *command],
        cwd=program.folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert ran.returncode == 1
    assert ran.stderr.startswith(f"error[output]: can't write `{name}`: ")
    assert [path.name for path in program.folder.rglob("*")] == ["empty"]
