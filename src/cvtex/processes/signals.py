"""What ends a program from without: Ctrl-C, a closed terminal, a shutdown.

What is ignored, as by nohup, stays so.
"""

from __future__ import annotations

import signal
from types import FrameType


def end_in_order() -> None:
    """Make an ordinary exit of a signal, with the shell's status: 130 for Ctrl-C.

    For a program whose first thread does the work: it cleans up, and says nothing.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)


def end_at_once() -> None:
    """Let the system end the program at Ctrl-C, as it does at other signals.

    For a program whose first thread waits for others: Python's handler would say where each of them
    stood, and now and then does not wake it. What is left over a later run cleans up.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def _end(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)
