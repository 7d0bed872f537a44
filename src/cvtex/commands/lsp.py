"""`cvtex lsp`."""

from __future__ import annotations

import logging
import sys
from argparse import ArgumentParser


def add_options(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("--stdio", action="store_true", help="the default, for editors that add it")


def run(*, stdio: bool) -> None:
    """Serve an editor as a language server, on standard input and output."""
    from cvtex.live.editor.serving import serve  # noqa: PLC0415 - heavy, and `--help` is not

    del stdio
    if sys.stdin.isatty():
        sys.stderr.write("an editor starts this (`cvtex docs editors`); Ctrl-C ends it\n")
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    # Only the protocol may be printed there.
    protocol, sys.stdout = sys.stdout.buffer, sys.stderr
    serve(sys.stdin.buffer, protocol)
