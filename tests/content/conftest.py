"""Content files in the making."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[[str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a content file as it is given, and returns its path."""
    path = tmp_path / "resume.yaml"

    def _write(source: str | bytes) -> Path:
        path.write_bytes(source.encode() if isinstance(source, str) else source)
        return path

    return _write
