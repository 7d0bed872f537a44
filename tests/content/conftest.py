"""Content files in the making."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cvtex.content.keys import inner_records
from cvtex.content.resume import Resume
from cvtex.schema.fields import Record

from .overlay.files import PLAIN, Put

Write = Callable[[str | bytes], Path]


def every_record() -> list[type[Record]]:
    """Return each record of the schema once, the whole file first."""
    found: dict[type[Record], None] = {}
    new: list[type[Record]] = [Resume]
    while new:
        found |= dict.fromkeys(new)
        inner = (below for record in new for _, below in inner_records(record))
        new = [record for record in inner if record not in found]
    return [*found]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a content file as it is given, and returns its path."""
    path = tmp_path / "resume.yaml"

    def _write(source: str | bytes) -> Path:
        path.write_bytes(source.encode() if isinstance(source, str) else source)
        return path

    return _write


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    """Return a function that puts a content file and its overlays where they belong."""

    def _put(content: str = PLAIN, file: str | bytes | None = None, variable: str = "") -> Path:
        path = tmp_path / "resume.yaml"
        path.write_text(content, encoding="utf-8")
        if file is not None:
            data = file.encode() if isinstance(file, str) else file
            (tmp_path / "private.yaml").write_bytes(data)
        monkeypatch.setenv("CVTEX_PRIVATE", variable)
        return path

    return _put
