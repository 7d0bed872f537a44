"""PDFs that cvtex did not make, set once each."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

PAGES = Path(__file__).parent / "pages"


@pytest.fixture(scope="session")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """Return a function that sets a page of `pages/` with a TeX engine, without cvtex."""
    made: dict[tuple[str, str], Path] = {}

    def typeset(page: str, engine: str = "xelatex") -> Path:
        if (page, engine) not in made:
            folder = tmp_path_factory.mktemp(page)
            shutil.copy(PAGES / f"{page}.tex", folder)
            subprocess.run(
                [engine, "-halt-on-error", "-interaction=batchmode", f"{page}.tex"],
                cwd=folder,
                check=True,
                stdout=subprocess.DEVNULL,
                timeout=100,
            )
            made[page, engine] = folder / f"{page}.pdf"
        return made[page, engine]

    return typeset
