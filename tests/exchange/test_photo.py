"""A photo in other formats: a file is taken over by its path, an address is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from cvtex.exchange.export.exporting import export_file
from cvtex.exchange.loading import load_content
from cvtex.importing.importing import import_file


def _written(path: Path, content: object) -> Path:
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def _drawn(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", (400, 500), "grey").save(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "cv.json",
            {"language": "en", "basics": {"name": "Ada Sample", "image": "photos/ada.png"}},
        ),
        (
            "cv.yaml",
            {"locale": {"language": "en"}, "cv": {"name": "Ada Sample", "photo": "photos/ada.png"}},
        ),
        (
            "cv.json",
            {"language": "en", "basics": {"name": "Ada Sample", "photo": "photos/ada.png"}},
        ),
    ],
)
def test_file(tmp_path: Path, name: str, content: object) -> None:
    """The path of a photo comes over as it is."""
    _drawn(tmp_path / "photos" / "ada.png")
    imported = import_file(_written(tmp_path / name, content))

    assert imported.value is not None
    assert "\nphoto: photos/ada.png\n" in imported.value.text
    assert imported.diagnostics == ()


def test_missing(tmp_path: Path) -> None:
    """A photo that is missing, or is no picture, is left out, and a warning says so."""
    content = {"language": "en", "basics": {"name": "Ada", "image": "me.webp"}}
    path = _written(tmp_path / "cv.json", content)
    said = []
    for _ in range(2):
        imported = import_file(path)
        assert imported.value is not None
        assert "photo" not in imported.value.text
        (found,) = imported.diagnostics
        assert (found.code, found.severity) == ("import-repaired", "warning")
        said.append(found.message)
        (tmp_path / "me.webp").write_bytes(b"RIFF")

    assert [text.endswith("the photo is left out, line 1") for text in said] == [True, True]
    assert "there is no file" in said[0]
    assert "there is no file" not in said[1]


@pytest.mark.parametrize(
    ("name", "content", "column"),
    [
        (
            "cv.json",
            {"basics": {"name": "Ada", "image": "https://example.org/ada.png"}},
            28,
        ),
        (
            "cv.yaml",
            {
                "locale": {"language": "en"},
                "cv": {"name": "Ada", "photo": "https://example.org/ada.png"},
            },
            54,
        ),
    ],
)
def test_address(tmp_path: Path, name: str, content: object, column: int) -> None:
    """An address is left out, and a warning at its place says why."""
    imported = import_file(_written(tmp_path / name, content), verbose=True, language="en")

    assert imported.value is not None
    assert "photo" not in imported.value.text
    (found,) = imported.diagnostics
    assert found.code == "import-left-out"
    assert "nothing is downloaded" in found.message
    assert found.span
    assert found.span.column == column


@pytest.mark.parametrize("alt", [None, "Ada at the *mill*"])
def test_round_trip(tmp_path: Path, alt: str | None) -> None:
    """A photo goes out to JSON Resume and comes back, with the words for it."""
    _drawn(tmp_path / "ada.png")
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
