"""The verdicts as a page to look at: one file, without scripts, that asks nothing of a network.

What is in a PDF may have been written by anybody. It comes to the page as text alone: the template
escapes all that it prints, and the page forbids a browser whatever it does not need itself (Content
Security Policy, level 3).
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from cvtex.paths import BUILD
from cvtex.report.pictures import Picture
from cvtex.report.text import lines_of, shown

_FOLDER = Path(__file__).parent

# Characters of a source line that are shown of what a finding is about, and at either side of it.
_SPAN_MAX = 160
_BESIDE_MAX = 60

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")  # RFC 5646, roughly
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")  # what <time> may have of a date (HTML, 4.5.14)
_WEB = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w.-]+\w")
_PHONE = re.compile(r"\+?[\d\s().‐‑–-]+")


def render_page(
    record: Mapping[str, Any],
    pictures: Sequence[Sequence[Picture]],
    lines_of: Callable[[Path], Sequence[str]] = lines_of,
) -> str:
    """Return the verdicts, as JSON has them, as HTML; the same for the same ones, byte for byte.

    `pictures` are those of each verdict's pages, in the order of the verdicts. `lines_of` returns
    the lines of a file, none if it can't be read: a finding is shown with the line it is about.
    """
    style = (_FOLDER / "page.css").read_text(encoding="utf-8")
    return _template().render(
        verdicts=list(zip(record["verdicts"], pictures, strict=True)),
        lines_of=cache(lines_of),
        style=Markup(style),  # noqa: S704 - our own, and a style sheet has no escapes of HTML
        style_digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        called=_called,
        count=_count,
        date=_date,
        excerpt=_excerpt,
        file=_file,
        headline=_headline,
        href=_href,
        language=_language,
        place=_place,
        quotes=_quotes,
        state=_state,
        tally=_tally,
        uri=_uri,
    )
    return environment.get_template("page.html.j2")


def _printable(value: object) -> object:
    """Return a text without the characters that no page can have, or that turn what follows."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return "".join("\ufffd" if unicodedata.category(c) == "Cs" else c for c in shown(value))


def _state(verdict: Mapping[str, Any]) -> str:
    """Return how it stands with a PDF.

    It is `proven`, `before` if it is not of the content as it is now, `kept` if it was published
    all the same, or else `unproven`.
    """
    if verdict["proven"]:
        return "proven"
    if verdict["failed"]:
        return "before" if verdict["pages"] else "unproven"
    published = verdict["edition"] is not None and BUILD not in PurePosixPath(verdict["pdf"]).parts
    return "kept" if published else "unproven"


def _file(verdict: Mapping[str, Any]) -> str:
    """Return the name of the PDF, without its folder."""
    return PurePosixPath(verdict["pdf"]).name


def _headline(verdict: Mapping[str, Any]) -> str:
    """Return what there is to say in a line, as a terminal has it."""
    if not verdict["pages"]:
        return "no PDF"
    said = [_count(verdict["pages"], "page")]
    if words := verdict["words"]:
        said.append(f"{words['read']:,} of {words['typed']:,} words read back")
    return ", ".join([*said, *verdict["standards"]])


def _called(verdict: Mapping[str, Any]) -> str:
    """Return what a verdict is called by: its edition, or the PDF where it is of none."""
    return str(verdict["edition"] or verdict["pdf"])


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'s' if number != 1 else ''}"


def _tally(findings: Sequence[Mapping[str, Any]]) -> str:
    """Return how many errors and warnings there are."""
    severities = [finding["severity"] for finding in findings]
    counts = {one: severities.count(one) for one in ("error", "warning")}
    return ", ".join(_count(count, one) for one, count in counts.items() if count)


def _language(tag: str | None) -> str:
    """Return a language as HTML has it: without a word where it is not known."""
    return tag if tag and _LANGUAGE.fullmatch(tag) else ""


def _date(text: str) -> str | None:
    """Return a date if it is one that a machine reads; `present` is none."""
    return text if _DATE.fullmatch(text) else None


def _href(text: str, kind: str) -> str | None:
    """Return where a link leads to that was read as one of a kind; None if it leads nowhere."""
    match kind:
        case "e-mail" if _EMAIL.fullmatch(text):
            return f"mailto:{quote(text, safe='@+')}"
        case "phone" if _PHONE.fullmatch(text):
            return f"tel:{'+' * text.startswith('+')}{''.join(filter(str.isdecimal, text))}"
        case "link" if _WEB.fullmatch(text):
            return text
    return None


def _place(finding: Mapping[str, Any]) -> str:
    """Return where a finding is, as an editor takes it."""
    told = (finding["file"], finding["line"], finding["column"])
    return ":".join(str(part) for part in told if part is not None)


def _quotes(text: str) -> list[tuple[str, bool]]:
    """Return the pieces of a message, and of each whether it was typed: that is in backticks."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        return [(text, False)]
    return [(piece, bool(at % 2)) for at, piece in enumerate(pieces) if piece]


def _excerpt(
    finding: Mapping[str, Any], lines_of: Callable[[Path], Sequence[str]]
) -> tuple[str, str, str] | None:
    """Return what stands before that which a finding is about, that itself, and what follows."""
    if finding["line"] is None:
        return None
    lines = lines_of(Path(finding["file"]))
    if finding["line"] > len(lines):
        return None
    line = lines[finding["line"] - 1]
    start = finding["column"] - 1
    end = start + min(finding["length"], _SPAN_MAX)
    first, last = max(0, start - _BESIDE_MAX), end + _BESIDE_MAX
    before = "…" * (first > 0) + line[first:start].lstrip()
    return before, line[start:end], line[end:last] + "…" * (len(line) > last)


def _uri(picture: Picture) -> Markup:
    """Return a picture's address, which is long, and has no character that HTML escapes."""
    return Markup(picture.uri)  # noqa: S704 - base64
