"""PDFs that cvtex did not make, set once each."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Once

PAGES = Path(__file__).parent / "pages"


@pytest.fixture(scope="session")
def foreign(once: Once) -> Callable[[str, str], Path]:
    """Return a function that sets a page of `pages/` with a TeX engine, without cvtex."""

    def typeset(page: str, engine: str = "xelatex") -> Path:
        def make(folder: Path) -> None:
            shutil.copy(PAGES / f"{page}.tex", folder)
            subprocess.run(
                [engine, "-halt-on-error", "-interaction=batchmode", f"{page}.tex"],
                cwd=folder,
                check=True,
                stdout=subprocess.DEVNULL,
                timeout=600,
            )

        return once(f"{page}.{engine}", make) / f"{page}.pdf"

    return typeset
