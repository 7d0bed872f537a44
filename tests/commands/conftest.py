"""What tests of commands begin with."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from running import Program


@pytest.fixture
def made(program: Program, scaffolded: Path) -> Path:
    """Return a folder with every language that there is a locale for."""
    return shutil.copytree(scaffolded, program.folder / "cv")
