"""Files that are written whole or not at all, what a killed run leaves of them, and the cache.

The person's cache has formats of TeX, and compiled templates. A file in it is named by what it is
made of, is checked before it is used, and is made again if it is stale or damaged. The cache
changes no byte of a PDF.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import json
import os
import pickle
import shutil
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, TypeVar

T = TypeVar("T")

ABANDONED = 3600.0
"""Seconds after which what a run works with is left over from one that was killed."""

NO_CACHE = "CVTEX_NO_CACHE"
"""The environment variable that turns the cache off, as `--no-cache` does."""

KEPT = 30 * 24 * 3600.0
"""Seconds after which an unused file is deleted."""

_DRAFT = ".cvtex-draft-"


def replace(path: Path, data: bytes, mode: int | None = None) -> None:
    """Write a file whole or not at all; see `replacing`."""
    with replacing(path, mode) as file:
        file.write(data)


@contextlib.contextmanager
def replacing(path: Path, mode: int | None = None) -> Iterator[IO[bytes]]:
    """Yield what becomes the content of a file, whole or not at all.

    `mode` are its permissions, by default those of any new file. The file never has wider ones.
    OSError: it can't be written, or is a device or its like.
    """
    if path.exists() and not path.is_file():
        raise OSError(errno.EEXIST, "it exists, and is not an ordinary file", str(path))
    _clean_once(path.parent)
    draft = path.with_name(f"{_DRAFT}{os.urandom(8).hex()}")
    try:
        # Made here, or not at all: what somebody has put there, as a link, is not written through.
        opener = functools.partial(os.open, mode=0o666 if mode is None else 0o600)
        with open(draft, "xb", opener=opener) as file:
            if mode is not None:
                os.fchmod(file.fileno(), mode)
            yield file
        draft.replace(path)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


@functools.lru_cache(maxsize=64)
def _clean_once(folder: Path) -> None:
    """Delete old drafts in a folder, which may have a hundred thousand files to look through."""
    clean(folder.glob(f"{_DRAFT}*"), ABANDONED)


def rewrite(path: Path, data: bytes) -> None:
    """Write a file of a person whole or not at all: a link stays one, and permissions are kept.

    OSError: it can't be written, or must not be.
    """
    real = path.resolve()
    if not real.exists():
        replace(real, data)
        return
    if not os.access(real, os.W_OK):
        raise PermissionError(errno.EACCES, "you have no permission to write it", str(path))
    replace(real, data, stat.S_IMODE(real.stat().st_mode))


def keep(path: Path, value: object) -> None:
    """Keep a value for a later phase. OSError: it can't be written."""
    replace(path, pickle.dumps(value))


def kept(path: Path, kind: type[T]) -> T | None:
    """Return a value of some kind that was kept; None if it is not there, or damaged."""
    try:
        value = pickle.loads(path.read_bytes())  # noqa: S301 - our own
    except Exception:  # noqa: BLE001 - bytes that are no pickle of ours may raise anything
        return None
    return value if isinstance(value, kind) else None


def record_digests(path: Path, digests: Mapping[str, str]) -> None:
    """Record what was read: files by their names, with their digests. OSError: it can't be."""
    replace(path, json.dumps(digests).encode())


def recorded_digests(path: Path) -> dict[str, str] | None:
    """Return what was recorded; None if that is not there, or damaged."""
    try:
        digests = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return digests if isinstance(digests, dict) else None


def clean(paths: Iterable[Path], age: float) -> None:
    """Delete what killed runs of ours have left, some seconds after they last wrote there."""
    for old in paths:
        with contextlib.suppress(OSError):  # a neighbour cleans up too
            status = old.lstat()
            if time.time() - status.st_mtime < age or status.st_uid != os.getuid():
                continue
            if old.is_dir():
                shutil.rmtree(old, ignore_errors=True)
            else:
                old.unlink()


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
