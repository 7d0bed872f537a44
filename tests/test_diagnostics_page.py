"""`docs/diagnostics.md` explains every code, with examples that give it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cvtex.build.check import check_files
from cvtex.diagnostics.codes import Code

PAGE = Path(__file__).parents[1] / "docs" / "diagnostics.md"

# A code's part of the page: its heading, what it means, a block with an example.
_PART = re.compile(r"^### `(?P<code>[a-z0-9-]+)`\n\n(?P<words>.+?)\n\n```(?P<kind>[a-z .]+)\n"
                   r"(?P<example>.*?)^```$", re.MULTILINE | re.DOTALL)  # fmt: skip
PARTS = {part["code"]: part for part in _PART.finditer(PAGE.read_text(encoding="utf-8"))}
TRIED = {code: part for code, part in PARTS.items() if part["kind"] != "text"}

# What an example leaves out.
REST = {"language": "language: en", "name": "name: Ada Sample", "sections": "sections: []"}


def test_every_code_is_explained() -> None:
    """The page has each code of the program once, in the program's order, and no other."""
    headings = re.findall(r"^### `(.*)`$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)

    assert headings == list(Code)
    assert list(PARTS) == headings, "an explanation or an example is missing"


@pytest.mark.parametrize("code", TRIED)
def test_example(tmp_path: Path, code: str) -> None:
    """An example of a content file or of editions gives the code that it stands below."""
    kind, example = TRIED[code]["kind"], TRIED[code]["example"]
    if kind == "yaml":
        rest = (
            line for key, line in REST.items() if not re.search(f"^{key}:", example, re.MULTILINE)
        )
        example = "\n".join((example.rstrip("\n"), *rest, ""))
    name = {"yaml": "resume.yaml", "yaml editions": "editions.yaml", "json": "resume.json"}[kind]
    (tmp_path / name).write_text(example, encoding="utf-8")
    found = check_files([tmp_path / name]).diagnostics

    assert code in {finding.code for finding in found}


@pytest.mark.parametrize("code", sorted(PARTS.keys() - TRIED.keys()))
def test_message(code: str) -> None:
    """Where an example takes TeX or a broken machine, the page shows the message."""
    assert re.search(rf"\b(error|warning)\[{code}\]: ", PARTS[code]["example"])
