"""PDFs of other programs, as those that are read as a hiring system does."""

from __future__ import annotations

from pathlib import Path

import pytest

from ats.conftest import foreign
from cvtex.importing.word.document import from_word

from .word_files import plain

__all__ = ["foreign"]


@pytest.fixture(scope="session", autouse=True)
def _read_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Read a file here once: each import is in a process of its own, which then has the words."""
    path: Path = tmp_path_factory.mktemp("word") / "me.docx"
    plain(path)
    assert from_word(path).ok
