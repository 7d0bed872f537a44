r"""Engines that wait: XeLaTeX with a preamble and its fonts loaded, xdvipdfmx with its maps.

The preamble is a file that ends with a request for a line of standard input, which names the file
of the body. What XeLaTeX writes then is what it writes for the whole source, byte for byte. A named
pipe would outlive whoever writes to it; standard input ends with us, and so does the engine.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from cvtex.diagnostics import Checked, failed
from cvtex.document import Document
from cvtex.paths import SOURCE, latex_dir
from cvtex.processes.phases import announce
from cvtex.tex.engine import (
    TIME_LIMIT,
    XDVIPDFMX,
    Files,
    Typeset,
    digests_of,
    pages_of,
    typeset_of,
)
from cvtex.tex.environment import LARGE_PAGES, environment_of, format_environment, room_for
from cvtex.tex.format import TICK, Format, find_format
from cvtex.tex.process import Ended, Started, begun

_BEGIN = r"\begin{document}"
_WAIT = r"\errorstopmode\read-1 to\cvtexbody\batchmode\input{\cvtexbody}"
_PREAMBLE = "parked.tex"
_PDF = "resume.pdf"
PARKED = "parked-"
"""How the folder of an engine begins."""

_LOCK = "lock"
_FREE_FD = 10
"""The guard of a program uses the numbers below."""

_ROOM = 1 << 18
"""Bytes that a body may grow by while an engine waits."""


class _Waiting:
    """A program that was started, and reads from a pipe."""

    def __init__(
        self, stack: ExitStack, command: Sequence[str], folder: Path, environment: Mapping[str, str]
    ) -> None:
        theirs, ours = os.pipe()
        given = fcntl.fcntl(theirs, fcntl.F_DUPFD_CLOEXEC, _FREE_FD)
        os.close(theirs)
        self._pipe = os.fdopen(ours, "wb", buffering=0)
        self._sender: threading.Thread | None = None
        stack.callback(self._close)  # after the program was ended, so that no writing goes on
        try:
            self.run: Started = stack.enter_context(begun(command, folder, environment, given))
        finally:
            os.close(given)

    def send(self, data: bytes) -> None:
        """Write all of its input in a thread: a program that was stopped reads nothing of it."""
        self._sender = threading.Thread(target=self._write, args=(data,), daemon=True)
        self._sender.start()

    def wait(self, name: str) -> Ended:
        """Wait for its end, and announce what it took, as of a phase of this name."""
        start = time.monotonic()
        ended = self.run.wait(TIME_LIMIT)
        announce(name, time.monotonic() - start, ended.cpu)
        return ended

    def _write(self, data: bytes) -> None:
        left = memoryview(data)
        with self._pipe, contextlib.suppress(BrokenPipeError):  # it has ended; its status says how
            while left:
                left = left[self._pipe.write(left) :]

    def _close(self) -> None:
        if self._sender:
            self._sender.join()
        self._pipe.close()


class Parked:
    """An engine for one run on a source with a certain preamble."""

    def __init__(
        self, source: str, document: Document, folder: Path, *, has_time: bool = False
    ) -> None:
        """Start an engine with the preamble of a source, in a folder of its own in `folder`.

        One that `has_time` takes longer to start, and less for the body.

        OSError: a program is not installed, can't be started, or has no format.
        """
        self._key = _key(source, document)
        self._room = len(source.encode()) + _ROOM
        self._started = time.time_ns() - TICK
        with ExitStack() as stack:
            home = stack.enter_context(_locked(folder))
            self._tex_home, self._pdf_home = home / "tex", home / "pdf"
            self._tex_home.mkdir()
            self._pdf_home.mkdir()
            self._format = _format_for(document, self._tex_home)
            preamble = f"{source.partition(_BEGIN)[0]}{_BEGIN}{_WAIT}"
            (self._tex_home / _PREAMBLE).write_text(preamble, encoding="utf-8")
            tex = [
                *("xelatex", "-no-shell-escape", "-file-line-error", "-no-pdf"),
                *(f"-fmt={self._format.path.stem}", "-interaction=batchmode"),
                *(f"-jobname={Path(SOURCE).stem}", _PREAMBLE),
            ]
            environment = (
                environment_of(document.design.home)
                | format_environment(self._format)
                | room_for(self._room)
                | (LARGE_PAGES if has_time else {})
            )
            self._tex = _Waiting(stack, tex, self._tex_home, environment)
            pdf = [*XDVIPDFMX, _PDF]
            self._pdf = _Waiting(stack, pdf, self._pdf_home, environment_of())
            self._stack = stack.pop_all()

    def why_not(self, source: str, document: Document) -> str:
        """Return why this engine can't typeset a source, "" if it can."""
        if self._key != _key(source, document):
            return "the look or the fonts have changed"
        if len(source.encode()) > self._room:
            return "the text is much longer"
        if not self._format.is_current:
            return "the theme, or a file of TeX, has changed"
        if self._tex.run.is_over or self._pdf.run.is_over:
            return "the engine that waited was ended"
        return ""

    def send(self, source: str) -> None:
        """Have a source typeset. OSError: its body can't be written."""
        body = source.partition(_BEGIN)[2]
        (self._tex_home / SOURCE).write_text(body, encoding="utf-8")
        self._tex.send(f"{SOURCE}\n".encode())

    def typeset(self, document: Document, log: Path) -> Checked[Typeset]:
        """Wait for the source that was sent; the log is copied to `log`."""
        read = digests_of(self._format.stamps, document, self._started)  # while it works
        ended = self._tex.wait("XeLaTeX")
        pages = pages_of(ended, self._tex_home, document, log)
        if pages.value is None:
            return failed(*pages.diagnostics)
        return Checked(typeset_of(pages.value, read), pages.diagnostics)

    def make_pdf(self, xdv: Path, files: Files) -> tuple[Path, Ended]:
        """Return the path of the PDF of some pages (XDV), and how xdvipdfmx ended."""
        for name, content in files.items():
            (self._pdf_home / name).write_bytes(content)
        self._pdf.send(xdv.read_bytes())
        return self._pdf_home / _PDF, self._pdf.wait("xdvipdfmx")

    def close(self) -> None:
        """End what has not ended, and delete the folder."""
        self._stack.close()


def remove_abandoned(folder: Path) -> None:
    """Delete the folders of engines whose program was killed."""
    for home in folder.glob(f"{PARKED}*"):
        with contextlib.suppress(OSError), (home / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(home)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[Path]:
    """Yield a new folder; while it is in use, it is locked."""
    home = Path(tempfile.mkdtemp(dir=folder, prefix=PARKED))
    try:
        with (home / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _format_for(document: Document, folder: Path) -> Format:
    form = find_format(document, environment_of(document.design.home), folder)
    if form is None:
        raise FileNotFoundError(None, "there is no format", document.design.themes[-1])
    return form


def _key(source: str, document: Document) -> tuple[str, Path | None, Path]:
    """Return what an engine has loaded."""
    return source.partition(_BEGIN)[0], document.design.home, latex_dir()
