"""Options that several verbs have."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path

from cvtex.report import ReportFormat


def add_content(parser: ArgumentParser) -> None:
    """Add the content file."""
    parser.add_argument("file", type=Path, help="a content file, anywhere")


def local_file(text: str) -> Path:
    """Return the path that was typed. ArgumentTypeError: it is an address on the web."""
    if text.lower().startswith(("https://", "http://", "www.")):
        message = f"`{text}` is on the web: save the page in your browser, and name its file"
        raise ArgumentTypeError(message)
    return Path(text)


def add_output(parser: ArgumentParser, what: str) -> None:
    """Add the file that is written."""
    parser.add_argument("-o", "--output", metavar="FILE", type=_file, help=what)


def add_language(parser: ArgumentParser) -> None:
    """Add the language that a file is in."""
    parser.add_argument(
        "--language", metavar="TAG", default="", help="the language's tag, as en or zh-Hans"
    )


def add_audience(parser: ArgumentParser) -> None:
    """Add the audiences that a file is tailored to."""
    parser.add_argument(
        "--audience",
        action="append",
        default=[],
        metavar="TAG",
        help="the audience: also print what is `for` this tag, or `all` (`cvtex docs editions`)",
    )


def add_format(parser: ArgumentParser, what: str = "how findings are shown") -> None:
    """Add the format of findings."""
    parser.add_argument(
        "--format",
        dest="form",
        type=_format,
        default=ReportFormat.TEXT,
        metavar="|".join(ReportFormat),
        help=f"{what} (default: {ReportFormat.TEXT})",
    )


def add_force(parser: ArgumentParser) -> None:
    """Add the wish to overwrite a file."""
    parser.add_argument("--force", action="store_true", help="overwrite the output")


def add_verbose(parser: ArgumentParser) -> None:
    """Add the wish to see all that was found in a file of another format."""
    parser.add_argument(
        "--verbose", action="store_true", help="show each finding in a file of another format"
    )


def _file(name: str) -> Path:
    if os.path.isdir(name):  # noqa: PTH112 - pathlib's raises for a name that is too long
        raise ArgumentTypeError(f"`{name}` is a folder")
    return Path(name)


def _format(name: str) -> ReportFormat:
    try:
        return ReportFormat(name)
    except ValueError:
        raise ArgumentTypeError(f"`{name}` is not one of {', '.join(ReportFormat)}") from None
