"""What is private in an overlay: it is told to nobody else, and rebuilt when it changes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.build.check import check_content
from cvtex.report.text import render

from .files import PLAIN, SECTIONS, Put

if TYPE_CHECKING:
    from running import Program, Project


def _said(path: Path) -> str:
    return render(check_content(path).diagnostics)


LEAKS = {
    "phone": "contacts: [{phone: zqvx}]",
    "e-mail": "contacts: [{email: zqvx}]",
    "address": "contacts: [{url: 'zqvx'}]",
    "backticks": "contacts: [{phone: 'a `zqvx` b'}]",
    "key": "zqvx: 1",
    "key of a contact": "contacts: [{zqvx: 1}]",
    "twice": "'zqvx': 1\n'zqvx': 1",
    "comment": "headline: a #zqvx",
    "tag": "headline: !zqvx a",
    "alias": "headline: *zqvx",
    "colon": "headline: zqvx: zqvx",
    "quote": "headline: 'zqvx",
    "mark": "headline: @zqvx",
    "date": SECTIONS + "  - {type: awards, entries: [{title: A, date: zqvx}]}",
    "link": "headline: '[a](zqvx:b)'",
    "type": "sections: [{type: zqvx}]",
    "language": "language: zqvx",
    "language block": "en: zqvx",
    "words": "zqvx",
}


@pytest.mark.parametrize("overlay", LEAKS.values(), ids=LEAKS)
def test_secret(put: Put, overlay: str) -> None:
    """What is said of the environment's overlay tells a place in it, and not what stands there."""
    said = _said(put(PLAIN, variable=overlay))

    assert said.startswith("$CVTEX_PRIVATE:")
    assert "zqvx" not in said


@pytest.mark.parametrize("overlay", LEAKS.values(), ids=LEAKS)
def test_file_on_a_service(put: Put, monkeypatch: pytest.MonkeyPatch, overlay: str) -> None:
    """On a CI service, whose log may be public, the same holds for the file."""
    monkeypatch.setenv("CI", "true")
    said = _said(put(PLAIN, overlay))

    assert "private.yaml:" in said
    assert "zqvx" not in said


def test_secret_in_another_form(put: Put) -> None:
    """Nor does a hint tell it, which would say how it is to be written."""
    for hidden in ("0012025550143", "+1 202 555 0143 0", "(202) 555 0143", "555 0143"):
        said = _said(put(PLAIN, variable=f"contacts: [{{phone: {hidden}}}]"))

        assert "555" not in said


@given(
    overlay=st.sampled_from(sorted(LEAKS.values())),
    at=st.integers(0, 60),
    put_in=st.sampled_from("\n\t '\"`[]{}:#&*!|>%@-,?zqvx"),
)
def test_secret_with_slips(put: Put, overlay: str, at: int, put_in: str) -> None:
    """Nor does it with a slip of the finger anywhere in the overlay."""
    path = put(PLAIN, variable=overlay[:at] + put_in + overlay[at:])

    assert "zqvx" not in _said(path)


def test_shown_from_the_file(put: Put) -> None:
    """The same in a file is shown with its line: it is the person's own machine."""
    said = _said(put(PLAIN, "zqvx: 1\n"))

    assert "`zqvx`" in said
    assert "    1 | zqvx: 1" in said


def test_rebuilt(project: Project) -> None:
    """`doit` builds again when an overlay appears, changes or vanishes, and only then."""
    overlay = project.folder / "content" / "private.yaml"
    before = project.pdfs()
    overlay.write_text("headline: Engineer\nzh: {headline: 工程师}\n", encoding="utf-8")
    assert project.rebuilt() == {"en", "zh"}
    first = project.pdfs()
    assert project.rebuilt() == set()
    # The word for English content alone: the Chinese source is the same, and so is its PDF.
    overlay.write_text("headline: Builder\nzh: {headline: 工程师}\n", encoding="utf-8")
    assert project.rebuilt() == {"en"}
    overlay.unlink()
    assert project.due() == {"tex:en", "tex:zh"}
    assert first["en"] != before["en"]


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_no_file_for_doit(project: Project, kind: str) -> None:
    """`doit` reports an overlay that is not a file, even if the PDFs were up to date before."""
    overlay = project.folder / "content" / "private.yaml"
    overlay.mkdir() if kind == "folder" else overlay.symlink_to("gone.yaml")
    ran = project.doit()

    assert ran.status == 1
    assert "content/private.yaml: error[file-" in ran.said
    assert "Traceback" not in ran.said


def test_rebuilt_for_the_variable(project: Project) -> None:
    """`doit` builds again when the variable changes, and keeps nothing of it in its database.

    The other edition is proven again: while the variable is there, its report is withheld too.
    """
    secret = replace(project, environment={"CVTEX_PRIVATE": "en: {headline: zqvx}"})
    assert secret.rebuilt() == {"en", "zh"}
    assert secret.rebuilt() == set()
    assert b"zqvx" not in (project.folder / ".doit.db").read_bytes()

    assert project.due() >= {"tex:en", "tex:zh"}


def test_said_by_doit(project: Project) -> None:
    """`doit` says what is wrong with an overlay, and the PDFs from before stay."""
    before = project.states()
    (project.folder / "content" / "private.yaml").write_text("nmae: Ada\n")
    ran = project.doit(CVTEX_PRIVATE="zqvx: 1")

    assert ran.status == 1
    assert "content/private.yaml:1:1: error[key-unknown]: `nmae` is not a key" in ran.said
    assert "$CVTEX_PRIVATE:1:1: error[key-unknown]: `…` is not a key" in ran.said
    assert "zqvx" not in ran.said
    assert project.states() == before


def test_secret_on_the_page(program: Program, people: Path) -> None:
    """What is found in a secret text on its way to the page does not tell it either."""
    shutil.copy(people / "small.en.yaml", program.folder)
    for sign, code in (("𰀀", "error[glyph-missing]"), ("👩‍💻", "warning[text-sequence]")):
        ran = program.run("build", "small.en.yaml", CVTEX_PRIVATE=f"headline: zqvx {sign}\n")

        assert f"$CVTEX_PRIVATE:1:16: {code}" in ran.err
        assert "zqvx" not in ran.said
        assert sign not in ran.said
