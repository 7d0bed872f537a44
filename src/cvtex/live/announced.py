"""How a language server finds the preview of a project: by a file with its address.

Only the person can read that file: with the token in it one sees what the preview shows.
"""

from __future__ import annotations

import http.client
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from cvtex.paths import BUILD, OUT

CARET = "caret"
"""What is asked of a preview: to show where the caret is."""

_FILE = OUT / BUILD / ".preview"  # no name of an edition begins so
# A project of somebody else may bring the file along, and must not learn where the caret is.
_ADDRESS = re.compile(r"http://127\.0\.0\.1:[0-9]{1,5}/[\w-]+/")

_PATIENCE = 1.0
"""Seconds after which a preview that does not answer is given up."""


@contextmanager
def announced(address: str) -> Iterator[None]:
    """Leave the address of the preview of the working folder while it runs.

    The last of several previews is the one that is found. Without room for the file none is.
    """
    file = _FILE.absolute()
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:  # noqa: PTH123 - with a mode
            opened.write(address)
    try:
        yield
    finally:
        if address_of(file.parents[2]) == address:
            with suppress(OSError):
                file.unlink()


def address_of(project: Path) -> str:
    """Return the address of the preview of a project, which is on this machine; "" without one.

    One that was killed leaves its address.
    """
    try:
        address = (project / _FILE).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
    return address if _ADDRESS.fullmatch(address) else ""


def show_caret(project: Path, file: Path, line: int) -> bool:
    """Have the preview of a project show a line of a file of it; return whether it does."""
    address = urlsplit(address_of(project))
    asked = json.dumps({"file": str(file.relative_to(project)), "line": line})
    connection = http.client.HTTPConnection(address.netloc, timeout=_PATIENCE)
    try:
        origin = {"Origin": f"http://{address.netloc}"}
        connection.request("POST", f"{address.path}{CARET}", asked, origin)
        return connection.getresponse().status < http.client.BAD_REQUEST
    except (OSError, ValueError, OverflowError, http.client.HTTPException):
        return False
    finally:
        connection.close()
