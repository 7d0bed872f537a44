"""The command `cvtex`, which takes an interrupt in order before it imports what takes time."""

from __future__ import annotations

import errno
import io
import os
import sys

from cvtex import __version__
from cvtex.processes.shortage import (
    LEAST,
    NO_MEMORY,
    NO_ROOM,
    is_out_of_memory,
    missing_package,
    open_closed_streams,
    require_address_space,
)
from cvtex.processes.signals import end_in_order
from cvtex.processes.start import start_fast


def main() -> None:
    """Run the command line: exit status 0 fine, 1 the user's content, 2 usage, 3 a bug of ours."""
    open_closed_streams()
    end_in_order()
    start_fast()
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A name that the terminal can't show is no reason to fail.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        try:
            _run()
        finally:
            sys.stdout.flush()  # here, where it can be told that there was no room
    except BrokenPipeError:
        os._exit(1)  # whoever read it, as `head`, has gone
    except Exception as error:  # noqa: BLE001 - the one place where a bug of ours is told apart
        if isinstance(error, OSError) and error.errno == errno.ENOSPC and not error.filename:
            sys.stderr.write(NO_ROOM)
            os._exit(1)  # what is left to print would fail once more
        if is_out_of_memory(error):
            sys.stderr.write(NO_MEMORY)
            raise SystemExit(1) from None
        if message := missing_package(error):
            sys.stderr.write(message)
            raise SystemExit(1) from None
        import traceback  # noqa: PLC0415 - for bugs alone

        traceback.print_exc()
        sys.stderr.write("cvtex: this is a bug, please report it with the lines above\n")
        raise SystemExit(3) from None


def _run() -> None:
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"cvtex {__version__}\n")
        return
    require_address_space(LEAST)
    from cvtex.cli import run  # noqa: PLC0415 - see above: interrupts, and the version

    run(sys.argv[1:])


if __name__ == "__main__":
    main()
