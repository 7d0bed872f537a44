"""Standards are checked where a validator is installed, and `cvtex verify` says where none is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest

from cvtex.build.any_pdf import judge_pdf
from cvtex.report.verdict import describe_found

if TYPE_CHECKING:
    from made import Made

# The language of a page makes no difference here.
pytestmark = pytest.mark.parametrize("sample", ["en"], indirect=True)


@pytest.fixture
def no_intent(sample: Made, tmp_path: Path) -> Path:
    """Return a PDF that says nothing about its colours, which PDF/A-2 does not allow."""
    bad = tmp_path / "bad.pdf"
    with pikepdf.open(sample.pdf) as pdf:
        del pdf.Root.OutputIntents
        pdf.save(bad)
    return bad


def test_validator(no_intent: Path) -> None:
    """What the validator finds is reported with its rule; the other standard is kept."""
    judged = judge_pdf(no_intent, None)

    assert {str(one.code) for one in judged.findings} == {"standard-broken"}
    assert "PDF/A-2a: " in judged.findings[0].message
    assert "(PDFA2A-DEVICE-" in judged.findings[0].message


@pytest.mark.parametrize(
    ("installer", "command"),
    [
        ("", " -m pip install page-validation`"),
        ("pipx_metadata.json", "`pipx inject cvtex page-validation`"),
        ("uv-receipt.toml", "`uv tool install cvtex --with page-validation`"),
    ],
)
def test_no_validator(
    no_intent: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installer: str, command: str
) -> None:
    """Without a validator, nothing is said about a standard but how to have it checked."""
    (tmp_path / "venv").mkdir()
    (tmp_path / "venv" / (installer or "pyvenv.cfg")).touch()
    monkeypatch.setattr("sys.prefix", str(tmp_path / "venv"))

    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.version", missing)
    judged = judge_pdf(no_intent, None)

    assert (judged.findings, judged.record["standards"]) == ((), [])
    assert "standards not checked" in (said := describe_found(judged.record))
    assert command in said


def test_validator_that_fails(no_intent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a PDF that the validator can't read, the standards were not checked either."""
    monkeypatch.setattr("sys.executable", "/bin/false")
    judged = judge_pdf(no_intent, None)

    assert judged.record["proven"]
    assert "standards not checked" in describe_found(judged.record)
