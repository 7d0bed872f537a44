"""The command `cvtex`, which takes an interrupt in order before it imports what takes time."""

from __future__ import annotations

from cvtex.signals import end_in_order


def main() -> None:
    """Run the command line."""
    end_in_order()
    from cvtex.cli import main as run  # noqa: PLC0415 - see above

    run()


if __name__ == "__main__":
    main()
