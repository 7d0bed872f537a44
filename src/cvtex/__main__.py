"""The command `cvtex`, which takes an interrupt in order before it imports what takes time."""

from __future__ import annotations

import gc

from cvtex.shortage import open_closed_streams
from cvtex.signals import end_in_order


def main() -> None:
    """Run the command line."""
    open_closed_streams()
    end_in_order()
    # A run is short, and what it imports lives as long: looking for garbage in that took a tenth
    # of it.
    gc.set_threshold(100_000)
    from cvtex.cli import main as run  # noqa: PLC0415 - see above

    run()


if __name__ == "__main__":
    main()
