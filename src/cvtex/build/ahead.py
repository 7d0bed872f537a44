"""What is got ready while TeX runs, for when it is done."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread


class Ahead:
    """Imports what finishes and verifies a PDF: half of what that would take."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._thread = Thread(target=_import)

    @property
    def begun(self) -> bool:
        """Whether TeX has run, and not in an earlier run alone."""
        return self._thread.ident is not None

    def begin(self) -> None:
        """Begin, and come back at once."""
        self._thread.start()


def _import() -> None:
    # Where memory is short, the import that needs them fails again, and tells it.
    with suppress(ImportError, MemoryError, OSError):
        import cvtex.ats.reader  # noqa: PLC0415 - the same
        import cvtex.finish  # noqa: PLC0415 - heavy, and TeX comes first
        import cvtex.report.report  # noqa: PLC0415 - the same
        import cvtex.verify.proof  # noqa: F401, PLC0415 - the same
