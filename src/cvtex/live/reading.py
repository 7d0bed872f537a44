"""Reads the editions of the project again when a file has changed that they depend on."""

from __future__ import annotations

from cvtex.design.looks import theme_files
from cvtex.diagnostics import Checked
from cvtex.editions.settings import Edition, read_editions
from cvtex.live.inputs import Files, files_below
from cvtex.paths import EDITIONS


class Editions:
    """The editions of the project in the working folder."""

    def __init__(self, files: Files) -> None:
        """Start without editions; `files` says what is in files."""
        self._files = files
        self._made_of: object = None
        self._read: Checked[tuple[Edition, ...]] = Checked(None)

    def read(self) -> Checked[tuple[Edition, ...]]:
        """Return what `read_editions` returns.

        That depends on `editions.yaml`, and on which contents and themes there are.
        """
        made_of = (
            self._files.state([EDITIONS]),
            [*files_below(EDITIONS.parent), *theme_files(EDITIONS.parent)],
        )
        # A content may be elsewhere, too.
        is_gone = any(not edition.content.is_file() for edition in self._read.value or ())
        if is_gone or made_of != self._made_of:
            self._read = read_editions(EDITIONS)
            self._made_of = made_of
        return self._read
