"""A text to a file, whole or not at all, and never over another one unasked."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from cvtex.codes import Code
from cvtex.diagnostics import Diagnostic, Span


def put(text: str, target: Path | None, *, force: bool) -> tuple[Diagnostic, ...]:
    """Write a text to a file, or print it if none is named; return what stood in the way."""
    if target is None:
        # As UTF-8 wherever it is printed: it goes to a file most often, which has to be that.
        sys.stdout.buffer.write(text.encode())
        return ()
    here = Span(target)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        if target.exists() and not force:
            message = "the file is there already, and stays as it is"
            return (Diagnostic(Code.OUTPUT, message, here, "name another with -o, or add --force"),)
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(target)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return (Diagnostic(Code.OUTPUT, f"can't write the file: {reason}", here),)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
    return ()
