"""A photo in other formats: a file is taken over by its path, an address is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cvtex.exchange.exporting import export_file
from cvtex.exchange.importing import import_file
from cvtex.exchange.loading import load_content


def _written(path: Path, content: object) -> Path:
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cv.json", {"basics": {"name": "Ada Sample", "image": "photos/ada.png"}}),
        ("cv.yaml", {"cv": {"name": "Ada Sample", "photo": "photos/ada.png"}}),
        ("cv.json", {"basics": {"name": "Ada Sample", "photo": "photos/ada.png"}}),
    ],
)
def test_file(tmp_path: Path, name: str, content: object) -> None:
    """The path of a photo comes over as it is."""
    imported = import_file(_written(tmp_path / name, content))

    assert imported.value is not None
    assert "\nphoto: photos/ada.png\n" in imported.value
    assert imported.diagnostics == ()


@pytest.mark.parametrize(
    ("name", "content", "column"),
    [
        ("cv.json", {"basics": {"name": "Ada", "image": "https://example.org/ada.png"}}, 28),
        ("cv.yaml", {"cv": {"name": "Ada", "photo": "https://example.org/ada.png"}}, 24),
    ],
)
def test_address(tmp_path: Path, name: str, content: object, column: int) -> None:
    """An address is left out, and a warning at its place says why."""
    imported = import_file(_written(tmp_path / name, content))

    assert imported.value is not None
    assert "photo" not in imported.value
    (found,) = imported.diagnostics
    assert found.code == "import-left-out"
    assert "nothing is fetched" in found.message
    assert found.span
    assert found.span.column == column


@pytest.mark.parametrize("alt", [None, "Ada at the *mill*"])
def test_round_trip(tmp_path: Path, alt: str | None) -> None:
    """A photo goes out to JSON Resume and comes back, with the words for it."""
    typed = {"file": "ada.png"} | ({"alt": alt} if alt else {})
    content = {"language": "en", "name": "Ada Sample", "photo": typed, "sections": []}
    exported = export_file(_written(tmp_path / "resume.yaml", content))
    assert exported.value is not None
    assert exported.diagnostics == ()
    assert json.loads(exported.value)["basics"]["image"] == "ada.png"

    back = tmp_path / "back.json"
    back.write_text(exported.value, encoding="utf-8")
    resume = load_content(back).value
    assert resume is not None
    assert resume.photo is not None
    assert (resume.photo.file, resume.photo.alt) == ("ada.png", alt)
