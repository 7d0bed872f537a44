"""`cvtex preview`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser


def add_options(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument(
        "editions", nargs="*", metavar="EDITION", help="editions to show (default: all)"
    )
    parser.add_argument("--port", type=int, default=0, help="the port (default: a free one)")
    parser.add_argument("--no-open", action="store_true", help="do not open the browser")


def run(*, editions: list[str], port: int, no_open: bool) -> None:
    """Show editions in the browser as you save, each line with its YAML; Ctrl-C ends it."""
    import secrets  # noqa: PLC0415 - `--help` needs none
    import socket  # noqa: PLC0415 - the same

    from cvtex.commands.watch import Printer, ask_for  # noqa: PLC0415 - the same
    from cvtex.live.preview.server import serve  # noqa: PLC0415 - heavy

    ask_for(editions)
    try:
        listener = socket.create_server(("127.0.0.1", port))
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or "a port is a number from 0 to 65535"
        sys.stderr.write(f"cvtex: port {port} can't be used: {reason.lower()}; name another one\n")
        raise SystemExit(1) from None
    token = secrets.token_urlsafe(24)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/{token}/"
    printer = Printer()
    printer.note(f"The preview is at {address}")
    printer.note("Only this machine can open it. It builds whenever you save; Ctrl-C ends it.")
    if not no_open:
        _open(address)
    serve(editions, listener, token, printer.tell)


def _open(address: str) -> None:
    """Open the page, without waiting for it: it is answered as soon as the server runs."""
    import threading  # noqa: PLC0415 - the same
    import webbrowser  # noqa: PLC0415 - the same

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return
    if type(browser) is webbrowser.GenericBrowser:
        return  # it would take the terminal
    threading.Thread(target=browser.open, args=(address,), daemon=True).start()
