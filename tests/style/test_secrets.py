"""No rule of style cites what is secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvtex.build.check import check_content

CONTENT = """\
language: en
name: Ada Sample
sections:
  - type: list
    title: Samples
    entries: [Built SecretTerm., Built a mill]
"""


@pytest.mark.parametrize("secret", ["Secret-Term", "Secret Term"])
def test_spelling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    """A term in the environment's overlay is not cited as the other spelling of one in the file."""
    monkeypatch.setenv("CVTEX_PRIVATE", f"headline: Works on {secret} at home")
    file = tmp_path / "resume.yaml"
    file.write_text(CONTENT, encoding="utf-8")
    said = " ".join(f"{one.message} {one.hint}" for one in check_content(file).diagnostics)

    assert secret not in said
    assert "style-full-stop" in {one.code for one in check_content(file).diagnostics}
