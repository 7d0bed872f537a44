"""Imports the modules for finishing and verifying while TeX runs."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread


class Ahead:
    """A thread that imports the modules of the later phases, which is half of their time."""

    def __init__(self) -> None:
        """Create the thread."""
        self._thread = Thread(target=_import)

    @property
    def begun(self) -> bool:
        """Whether TeX has run in this run of the program."""
        return self._thread.ident is not None

    def begin(self) -> None:
        """Start the thread."""
        self._thread.start()


def _import() -> None:
    # After a lack of memory, the phase's own import fails again, and reports it.
    with suppress(ImportError, MemoryError, OSError):
        import cvtex.finish  # noqa: PLC0415 - heavy, and TeX comes first
        import cvtex.report.files  # noqa: PLC0415 - the same
        import cvtex.verify.proof  # noqa: F401, PLC0415 - the same
