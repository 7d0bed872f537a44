"""The person's cache: formats of TeX, and compiled templates.

A file in it is named by what it is made of, is checked before it is used, and is made again if it
is stale or damaged. The cache changes no byte of a PDF.
"""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

NO_CACHE = "CVTEX_NO_CACHE"
"""The environment variable that turns the cache off, as `--no-cache` does."""

KEPT = 30 * 24 * 3600.0
"""Seconds after which an unused file is deleted."""


def cache_folder() -> Path | None:
    """Return the folder of the cache, None if it is off. RuntimeError: the person has no home."""
    if os.environ.get(NO_CACHE):
        return None
    from platformdirs import user_cache_path  # noqa: PLC0415 - only a build needs it

    return user_cache_path("cvtex", appauthor=False)


def delete_unused(folder: Path, pattern: str, most: int) -> None:
    """Delete the files of a pattern that are unused for long, and all but the `most` last used.

    A record of the same name (`.json`) goes with its file.
    """
    now = time.time()
    with contextlib.suppress(OSError):  # another run deletes files, too
        used = sorted((file.stat().st_mtime, file) for file in folder.glob(pattern))
        for at, (last, file) in enumerate(reversed(used)):
            if at >= most or now - last > KEPT:
                file.with_suffix(".json").unlink(missing_ok=True)
                file.unlink(missing_ok=True)
