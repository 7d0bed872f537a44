"""What templates of pages for a browser have in common."""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cvtex.report.pictures import PageJpeg
from cvtex.report.text import shown

BASE = Path(__file__).parent / "base.css"
"""The style sheet that the pages of the report and of a comparison have in common."""


def page_environment(folder: Path) -> Environment:
    """Return the environment of the templates in a folder: all that is printed is escaped."""
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["uri"] = _uri
    return environment


def styles(*files: Path) -> dict[str, str]:
    """Return style sheets as `style`, and their SHA-256 in base64 as `style_digest`, for a CSP."""
    style = "".join(file.read_text(encoding="utf-8") for file in files)
    return {
        "style": Markup(style),  # noqa: S704 - our own, and a style sheet has no escapes of HTML
        "style_digest": base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    }


def _printable(value: object) -> object:
    """Return a text without surrogates, control characters and bidirectional controls."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return "".join("\ufffd" if unicodedata.category(c) == "Cs" else c for c in shown(value))


def _uri(picture: PageJpeg) -> Markup:
    """Return a picture's address as safe markup; it is long and needs no escapes."""
    return Markup(picture.uri)  # noqa: S704 - base64
