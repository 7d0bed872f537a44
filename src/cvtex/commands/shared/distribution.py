"""How another machine installs this very cvtex, and no other package of its name."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from importlib.metadata import Distribution
from pathlib import Path

from cvtex.paths import PACKAGE, docs_dir, latex_dir

# The files of its metadata that a wheel needs (Core metadata, entry points).
_METADATA = ("METADATA", "WHEEL", "entry_points.txt")

# What Python compiled, and the pictures of the docs, which no terminal shows.
_LEFT_OUT = (".pyc", ".png")

# Zip has no earlier moment; with one moment for all files the same cvtex gives the same wheel.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def pinned(installed: Distribution) -> str | None:
    """Return the requirement that installs a cvtex from where it came from.

    It came from a revision of a public repository, or from an archive whose digest is known
    (PEP 610). Of an installation from a package index nothing is recorded: None, as of one from
    a folder of this machine.
    """
    origin = json.loads(installed.read_text("direct_url.json") or "{}")
    url = origin.get("url", "")
    if not url.startswith("https://"):
        return None
    if "vcs_info" in origin:
        revision = origin["vcs_info"]
        return f"cvtex @ {revision['vcs']}+{url}@{revision['commit_id']}"
    digest = origin.get("archive_info", {}).get("hashes", {}).get("sha256")
    return f"cvtex @ {url}#sha256={digest}" if digest else None


def wheel(installed: Distribution) -> tuple[str, bytes]:
    """Return the wheel of the running cvtex: its file name and its bytes."""
    files = _files(installed)
    folder = f"cvtex-{installed.version}.dist-info"
    rows = [f"{name},{_digest(data)},{len(data)}" for name, data in files.items()]
    files[f"{folder}/RECORD"] = "\n".join([*rows, f"{folder}/RECORD,,", ""]).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), data, zipfile.ZIP_DEFLATED)
    return f"cvtex-{installed.version}-py3-none-any.whl", packed.getvalue()


def _files(installed: Distribution) -> dict[str, bytes]:
    """Return the files of the wheel but for its record, by their paths in it."""
    sources = {f"cvtex/{path}": PACKAGE / path for path in _below(PACKAGE)}
    for name, folder in (("latex", latex_dir()), ("docs", docs_dir())):
        sources |= {f"cvtex/{name}/{path}": folder / path for path in _below(folder)}
    metadata = {
        f"cvtex-{installed.version}.dist-info/{name}": (installed.read_text(name) or "").encode()
        for name in _METADATA
    }
    return {name: file.read_bytes() for name, file in sorted(sources.items())} | metadata


def _below(folder: Path) -> list[str]:
    """Return the files of a folder and its folders that belong into a wheel."""
    return [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in _LEFT_OUT
    ]


def _digest(data: bytes) -> str:
    encoded = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=")
    return f"sha256={encoded.decode()}"
