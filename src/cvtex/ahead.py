"""What is got ready while TeX runs, for when it is done."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cvtex.verify.readers import Pypdf


class Ahead:
    """Imports what finishes and verifies a PDF, and starts pypdf: half of what that would take."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._pypdf: Pypdf | None = None
        self._thread = Thread(target=self._begin)

    @property
    def begun(self) -> bool:
        """Whether TeX has run, and not in an earlier run alone."""
        return self._thread.ident is not None

    def begin(self) -> None:
        """Begin, and come back at once."""
        self._thread.start()

    def pypdf(self) -> Pypdf | None:
        """Return the reader that was started, for one PDF; None if there is none any more."""
        if self.begun:
            self._thread.join()
        taken, self._pypdf = self._pypdf, None
        return taken

    def end(self) -> None:
        """End what nobody is going to ask for."""
        if pypdf := self.pypdf():
            pypdf.end()

    def _begin(self) -> None:
        from cvtex.verify.readers import Pypdf  # noqa: PLC0415 - heavy, and TeX comes first

        self._pypdf = Pypdf()
        import cvtex.finish  # noqa: PLC0415 - the same
        import cvtex.verdicts.report  # noqa: PLC0415 - the same
        import cvtex.verify.parsing.reader  # noqa: PLC0415 - the same
        import cvtex.verify.proof  # noqa: F401, PLC0415 - the same
