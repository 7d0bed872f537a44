"""The file of a letter: its schema for editors, what it is made of, what else reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft7Validator

from cvtex.build.check import check_files
from cvtex.build.lint import lint
from cvtex.build.published import is_published
from cvtex.content.includes import included_files
from cvtex.content.letter import LetterModel
from cvtex.content.letter_files import is_letter
from cvtex.content.schema import letter_schema
from cvtex.diagnostics.codes import Code
from cvtex.editions.settings import Edition, read_editions

from .conftest import GERMAN, LETTER

if TYPE_CHECKING:
    from running import Program

Write = Callable[..., Path]

SCHEMA = letter_schema()


def _wrong(**changes: object) -> list[str]:
    """Return what an editor finds in a letter with changed keys."""
    letter: dict[str, Any] = yaml.safe_load(LETTER) | {"date": "2026-03-01"} | changes
    return [error.json_path for error in Draft7Validator(SCHEMA).iter_errors(letter)]


def test_schema_describes() -> None:
    """Each key of a letter is explained to an editor, and examples are accepted."""
    assert {*SCHEMA["properties"]} == {*LetterModel.model_fields}
    for key, of in SCHEMA["properties"].items():
        assert of["description"]
        for example in of.get("examples", ()):
            assert _wrong(**{key: example}) == []


@pytest.mark.parametrize("letter", [LETTER, GERMAN])
def test_schema_accepts(letter: str) -> None:
    """What a build accepts, an editor accepts."""
    read = yaml.safe_load(letter) | {"date": "2026-03-01"}

    assert [*Draft7Validator(SCHEMA).iter_errors(read)] == []


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"sujet": "Engines"}, "$"),
        ({"layout": "din"}, "$.layout"),
        ({"recipient": []}, "$.recipient"),
        ({"paragraphs": [{"highlights": ["a"]}]}, "$.paragraphs"),
        ({"signature": {"alt": "Ada"}}, "$.signature"),
    ],
)
def test_schema_refuses(changes: dict[str, object], place: str) -> None:
    """What a build refuses for its form, an editor marks."""
    assert _wrong(**changes) == [place]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("letter.acme.en.yaml", True),
        ("letter.acme.zh-Hans.yml", True),
        ("letter.acme.yaml", True),
        ("letter.yaml", False),
        ("letters.acme.en.yaml", False),
        ("resume.en.yaml", False),
    ],
)
def test_name(name: str, expected: bool) -> None:  # noqa: FBT001 - the case's own column
    """A letter is known by its name."""
    assert is_letter(Path(name)) is expected


def test_made_of(letter: Write) -> None:
    """A letter is built again when its résumé changes, or the overlay of that."""
    path = letter(("place:", "resume: other/cv.yaml\nplace:"))
    other = path.parent / "other"
    other.mkdir()
    (other / "private.yaml").touch()

    assert included_files(path) == [other / "cv.yaml", other / "private.yaml"]
    assert included_files(letter()) == [path.with_name("resume.en.yaml")]
    assert included_files(letter(("place:", "resume: ../cv.yaml\nplace:"))) == []


def test_lint_and_match(letter: Write, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Résumés are compared with each other, and with a job advertisement, without their letters."""
    path = letter()
    content = program.folder / "content"
    content.mkdir()
    for file in (path, path.with_name("resume.en.yaml")):
        (content / file.name).write_bytes(file.read_bytes())
    (program.folder / "job.txt").write_text("We need Python and SQL.\n", encoding="utf-8")
    matched = program.run("match", "job.txt")
    monkeypatch.chdir(program.folder)

    assert (matched.status, matched.err) == (0, "")
    assert matched.out.splitlines()[0].split() == ["asked", "for", "en"]
    assert [file.name for file in lint().value or ()] == ["resume.en.yaml"]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("letter.acme corp.en.yaml",), ["letter.acme corp.en.yaml"]),
        (("letter.müller.en.yaml", "resume.en.yaml"), ["letter.müller.en.yaml"]),
        (
            ("letter.a-en.yaml", "letter.a.en.yaml", "letter.A.en.yml", "resume.en.yaml"),
            ["letter.a-en.yaml", "letter.a.en.yaml"],
        ),
        (("letter.a.en.yaml", "letter.b.en.yaml", "resume.en.yaml", "resume.en.old.yaml"), []),
    ],
)
def test_not_an_edition(tmp_path: Path, names: tuple[str, ...], found: list[str]) -> None:
    """A file whose name can't be that of an edition, or is that of another file, is an error."""
    for name in names:
        (tmp_path / name).write_text("", encoding="utf-8")
    read = read_editions(tmp_path / "editions.yaml")

    assert [one.span and one.span.file.name for one in read.diagnostics] == found
    assert {str(one.code) for one in read.diagnostics} <= {"edition-name"}
    assert len(read.value or ()) == len(names) - len(found) - ("resume.en.old.yaml" in names)


def test_not_published(monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter is published only if it is public itself, not with all editions."""
    letter, resume = (Edition("a", Path(f"{name}.a.en.yaml")) for name in ("letter", "resume"))
    monkeypatch.setenv("CVTEX_PUBLISH", "all")

    assert is_published(resume)
    assert not is_published(letter)
    assert is_published(replace(letter, public=True))


def test_misspelled_language(letter: Write) -> None:
    """A misspelled `language` of the résumé is reported there, once, and not in its letter."""
    path = letter()
    resume = path.with_name("resume.en.yaml")
    text = resume.read_text(encoding="utf-8")
    resume.write_text(text.replace("language:", "langauge:"), encoding="utf-8")

    (found,) = check_files([path, resume]).diagnostics

    assert (found.code, found.span and found.span.file) == (Code.KEY_UNKNOWN, resume)
    assert found.certain_fix
