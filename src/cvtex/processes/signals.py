"""Handles the signals that end the program; ignored signals, as by nohup, stay ignored."""

from __future__ import annotations

import signal
from types import FrameType


def end_in_order() -> None:
    """Exit normally at a signal, with the shell's status: 130 for Ctrl-C.

    For programs whose main thread does the work: it cleans up without a message.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)


def end_at_once() -> None:
    """Let the system end the program at Ctrl-C, as it does at other signals.

    For programs whose main thread waits for others: Python's handler would print their tracebacks
    and sometimes does not wake it. A later run removes leftover files.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def _end(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)
