"""The small command line beside doit; what each verb does is in `cvtex.commands`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from cvtex import __version__

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

VERBS = {
    "batch": "batch",
    "build": "build",
    "check": "check",
    "diff": "diff",
    "docs": "docs",
    "doctor": "doctor",
    "doit": "doit",
    "export": "export",
    "import": "import_",  # a word of Python's
    "lint": "lint",
    "lsp": "lsp",
    "match": "match",
    "new": "new",
    "preview": "preview",
    "schema": "schema",
    "send": "send",
    "sent": "sent",
    "themes": "themes",
    "verify": "verify",
    "watch": "watch",
}
"""The verbs, with the modules in `cvtex.commands` that have their options and run them."""


class Parser(ArgumentParser):
    """Parses arguments. A full output is an error, which argparse ignores."""

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Print the help. OSError: it can't be written."""
        (file or sys.stdout).write(self.format_help())


def run(arguments: list[str]) -> None:
    """Run the verb that the arguments begin with. SystemExit: its status, 2 for wrong usage."""
    verb, rest = (arguments or ["--help"])[0], arguments[1:]
    if verb not in VERBS:
        _parser().parse_args([verb, *rest])
        return
    module = _module(verb)  # what all of them import takes long
    if not hasattr(module, "add_options"):
        module.run(rest)  # the program that it runs has options of its own
        return
    parser = Parser(f"cvtex {verb}", description=module.run.__doc__, allow_abbrev=False)
    module.add_options(parser)
    module.run(**vars(parser.parse_intermixed_args(rest)))


def _parser() -> Parser:
    """Return what explains the command line, and what is wrong with one that names no verb."""
    parser = Parser("cvtex", description="Build résumés: YAML in, proven PDFs out.")
    parser.add_argument("--version", action="version", version=f"cvtex {__version__}")
    verbs = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")
    for verb in VERBS:
        verbs.add_parser(verb, help=_module(verb).run.__doc__)
    return parser


def _module(verb: str) -> ModuleType:
    return import_module(f"cvtex.commands.{VERBS[verb]}")
