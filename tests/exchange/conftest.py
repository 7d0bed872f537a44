"""Foreign files in the making."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Write = Callable[[str | bytes | dict[str, Any]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a JSON file as it is given, and returns its path."""
    path = tmp_path / "resume.json"

    def _write(source: str | bytes | dict[str, Any]) -> Path:
        text = json.dumps(source, ensure_ascii=False) if isinstance(source, dict) else source
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return _write


@pytest.fixture(scope="session")
def samples() -> Path:
    """Where the invented people's files of other formats are."""
    return Path(__file__).parent / "samples"
