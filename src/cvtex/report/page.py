"""Renders the verdicts as an HTML page: one file, without scripts and network requests.

The content of a PDF is untrusted. The template escapes all text, and the page's Content Security
Policy (level 3) forbids everything but its own style and pictures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from jinja2 import Template

from cvtex.diagnostics import counted
from cvtex.paths import BUILD
from cvtex.report.pictures import PageJpeg
from cvtex.report.templates import BASE, page_environment, styles
from cvtex.report.text import lines_of

_FOLDER = Path(__file__).parent

# The most characters of an excerpt: of the finding's span, and on each side of it.
_SPAN_MAX = 160
_BESIDE_MAX = 60

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")  # RFC 5646, roughly
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")  # dates that <time> takes (HTML, 4.5.14)
_WEB = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w.-]+\w")
_PHONE = re.compile(r"\+?[\d\s().‐‑–-]+")


def render_page(
    record: Mapping[str, Any],
    pictures: Sequence[Sequence[PageJpeg]],
    lines_of: Callable[[Path], Sequence[str]] = lines_of,
) -> str:
    """Return a document of verdicts as HTML; the same input gives the same bytes.

    `pictures` has the pictures of each verdict's pages. `lines_of` returns the lines of a file, for
    the excerpts; none if it can't be read.
    """
    return _template().render(
        verdicts=list(zip(record["verdicts"], pictures, strict=True)),
        lines_of=cache(lines_of),
        **styles(BASE, _FOLDER / "page.css"),
    )


@cache
def _template() -> Template:
    environment = page_environment(_FOLDER)
    environment.filters.update(
        name=_name,
        count=counted,
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
    )
    return environment.get_template("page.html.j2")


def _state(verdict: Mapping[str, Any]) -> str:
    """Return the state of a PDF.

    It is `proven`, `before` (a PDF of earlier content), `kept` (published although unproven), or
    `unproven`.
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
    """Return the summary of a PDF in a line, as in the terminal."""
    if not verdict["pages"]:
        return "no PDF"
    parts = [counted(verdict["pages"], "page")]
    if words := verdict["words"]:
        parts.append(f"{words['read']:,} of {words['typed']:,} words read back")
    return ", ".join([*parts, *verdict["standards"]])


def _name(verdict: Mapping[str, Any]) -> str:
    """Return the name of a verdict: its edition, or the PDF if it has none."""
    return str(verdict["edition"] or verdict["pdf"])


def _tally(findings: Sequence[Mapping[str, Any]]) -> str:
    """Return the numbers of errors and warnings."""
    severities = [finding["severity"] for finding in findings]
    counts = {item: severities.count(item) for item in ("error", "warning")}
    return ", ".join(counted(count, one) for one, count in counts.items() if count)


def _language(tag: str | None) -> str:
    """Return a language tag for HTML, "" if it is unknown or invalid."""
    return tag if tag and _LANGUAGE.fullmatch(tag) else ""


def _date(text: str) -> str | None:
    """Return a date if it is valid in <time>, otherwise None, as for `present`."""
    return text if _DATE.fullmatch(text) else None


def _href(text: str, kind: str) -> str | None:
    """Return the address of a link to an e-mail address, phone or page, None if it is invalid."""
    match kind:
        case "e-mail" if _EMAIL.fullmatch(text):
            return f"mailto:{quote(text, safe='@+')}"
        case "phone" if _PHONE.fullmatch(text):
            return f"tel:{'+' * text.startswith('+')}{''.join(filter(str.isdecimal, text))}"
        case "link" if _WEB.fullmatch(text):
            return text
    return None


def _place(finding: Mapping[str, Any]) -> str:
    """Return the place of a finding as `file:line:column`."""
    parts = (finding["file"], finding["line"], finding["column"])
    return ":".join(str(part) for part in parts if part is not None)


def _quotes(text: str) -> list[tuple[str, bool]]:
    """Return the pieces of a message, and whether each is a quotation in backticks."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        return [(text, False)]
    return [(piece, bool(at % 2)) for at, piece in enumerate(pieces) if piece]


def _excerpt(
    finding: Mapping[str, Any], lines_of: Callable[[Path], Sequence[str]]
) -> tuple[str, str, str] | None:
    """Return the source line of a finding in three parts: before its span, the span, and behind."""
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
