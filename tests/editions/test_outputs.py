"""What is made of an edition: `outputs` in editions.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvtex.editions.outputs import known_outputs
from cvtex.editions.settings import read_editions
from cvtex.writers import formats

if TYPE_CHECKING:
    from pathlib import Path

    from cvtex.diagnostics import Checked
    from cvtex.editions.settings import Edition


def _read(
    folder: Path, outputs: str, content: str = "resume.en.yaml"
) -> Checked[tuple[Edition, ...]]:
    for name in ("resume.en.yaml", "letter.acme.en.yaml"):
        (folder / name).touch()
    file = folder / "editions.yaml"
    file.write_text(f"en: {{content: {content}, outputs: {outputs}}}\n", encoding="utf-8")
    return read_editions(file)


def test_known() -> None:
    """The outputs are the PDF, what writers write, pictures and JSON Resume."""
    assert {*known_outputs()} == {*formats(), "pdf", "png", "json"} - {"tex"}


@pytest.mark.parametrize(
    ("typed", "outputs"),
    [
        ("", ("pdf",)),
        ("docx", ("docx",)),
        ("[txt, pdf, txt]", ("pdf", "txt")),
        ("[png]", ("pdf", "png")),
        (f"[{', '.join(reversed(known_outputs()))}]", known_outputs()),
    ],
)
def test_taken(tmp_path: Path, typed: str, outputs: tuple[str, ...]) -> None:
    """A name or a list of names; pictures bring the PDF along; without any, it is the PDF."""
    read = _read(tmp_path, typed)

    assert read.diagnostics == ()
    assert read.value is not None
    assert read.value[0].outputs == outputs


def test_letter(tmp_path: Path) -> None:
    """A letter has no JSON Resume, which a warning says."""
    read = _read(tmp_path, "[pdf, json, docx]", "letter.acme.en.yaml")

    assert [finding.message for finding in read.diagnostics] == [
        "`json` is left out of `en`: JSON Resume has no letters"
    ]
    assert read.ok
    assert read.value is not None
    assert read.value[0].outputs == ("pdf", "docx")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("[word]", "did you mean `docx`?"),
        ("[Markdown]", "did you mean `md`?"),
        ("[.PDF]", "did you mean `pdf`?"),
        ("[htlm]", "did you mean `html`?"),
        ("[pages]", f"the outputs are {', '.join(known_outputs())}"),
        ("[tex]", "`doit tex:en` writes the LaTeX source of an edition"),
        ("[{docx: true}]", f"the outputs are {', '.join(known_outputs())}"),
        ("[]", "as in `outputs: [pdf, docx]`"),
    ],
)
def test_wrong(tmp_path: Path, typed: str, hint: str) -> None:
    """A name that is none is an error at its place, with the one that was probably meant."""
    read = _read(tmp_path, typed)
    (finding,) = read.diagnostics

    assert not read.ok
    assert finding.hint == hint
    assert finding.span is not None
    assert finding.span.column == 40 + (typed != "[]")
