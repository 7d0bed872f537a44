"""The addresses in the package's metadata: those of the repository that it is built from.

A fork says where the fork is, and a folder without a remote says nothing. A wheel that is built
from a source archive has the addresses of the archive, which hatchling reads there.
"""

from __future__ import annotations

import re
import subprocess
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

# The forms of a remote that a reader can open in a browser: https://host/owner/name.git,
# ssh://git@host/owner/name.git and git@host:owner/name.git. A user, a password and a port stay out.
_REMOTE = re.compile(
    r"(?:(?:https|ssh|git)://(?:[^/@]*@)?(?P<host>[\w.-]+)(?::\d+)?/|"
    r"(?:[\w.-]+@)(?P<scp_host>[\w.-]+):)"
    r"(?P<path>[\w./~-]+?)(?:\.git)?/?"
)


class Addresses(MetadataHookInterface):
    """The hook of hatchling that fills in `urls`."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add `urls`, by the labels that package indexes know (Well-known Project URLs)."""
        page = repository(_remote())
        pages = {
            "Source": "",
            "Documentation": "/blob/HEAD/docs/index.md",
            "Changelog": "/blob/HEAD/CHANGELOG.md",
            "Issues": "/issues",
        }
        metadata["urls"] = {label: page + path for label, path in pages.items() if page}


def repository(remote: str) -> str:
    """Return the address of the page of the repository at `remote`, or "" if it has none."""
    found = _REMOTE.fullmatch(remote)
    return f"https://{found['host'] or found['scp_host']}/{found['path']}" if found else ""


def _remote() -> str:
    """Return the URL of the remote `origin`, or "" where there is no Git or no remote."""
    try:
        git = subprocess.run(
            ["git", "config", "--get", "remote.origin.url"],
            capture_output=True,
            check=False,
            text=True,
        )
    except OSError:
        return ""
    return git.stdout.strip()
