"""Options that several verbs have."""

from __future__ import annotations

from typing import Annotated

import typer

Language = Annotated[
    str, typer.Option("--language", help="the language's tag, as en or zh-Hans", metavar="TAG")
]
Verbose = Annotated[
    bool, typer.Option("--verbose", help="show each finding in a file of another format")
]
