"""Imports the modules for finishing and verifying while TeX runs."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread

from cvtex.processes.phases import phase


def import_ahead() -> None:
    """Import the modules of the later phases in a thread: that is half of their time."""
    Thread(target=_import).start()


def _import() -> None:
    # After a lack of memory, the phase's own import fails again, and reports it.
    with suppress(ImportError, MemoryError, OSError), phase("import"):
        import cvtex.finish  # noqa: PLC0415 - heavy, and TeX comes first
        import cvtex.report.files  # noqa: PLC0415 - the same
        import cvtex.verify.proof  # noqa: F401, PLC0415 - the same
