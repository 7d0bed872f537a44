"""Shows findings as text: each with its place, source line, caret and hint."""

from __future__ import annotations

import functools
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from pathlib import Path

from cvtex.diagnostics import LINE_END, Diagnostic, Severity, Span, counted, in_order, is_secret
from cvtex.report.screen import PLAIN, Screen

# SGR codes.
_BOLD, _RED, _YELLOW, _BLUE, _CYAN = 1, 31, 33, 34, 36
_COLOURS = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW}

# Directional formatting characters, which would change the rest of a terminal's line (UAX #9, 2).
_DIRECTIONAL = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_TAB = "    "


def render(findings: Iterable[Diagnostic], screen: Screen = PLAIN) -> str:
    """Return the findings in the order of their places."""
    cached = functools.cache(lines_of)
    return "\n".join(
        line for finding in in_order(findings) for line in _finding(finding, cached, screen)
    )


def summary(files: int, findings: Iterable[Diagnostic]) -> str:
    """Return a line that counts files and findings, as `2 files: 3 errors, 1 warning`.

    It names the command for those with a certain fix.
    """
    given = [*findings]
    severities = [finding.severity for finding in given]
    counts = {severity: severities.count(severity) for severity in Severity}
    found = ", ".join(counted(count, severity) for severity, count in counts.items() if count)
    certain = sum(finding.certain_fix is not None for finding in given)
    fixes = f"; `cvtex check --fix` fixes {certain} of them" if certain else ""
    return f"{counted(files, 'file')}: {found or 'nothing to fix'}{fixes}"


def fixed_line(finding: Diagnostic, done: str) -> str:
    """Return a line about a finding that was fixed, and what was done."""
    return f"{shown(_place(finding.span))}: fixed[{finding.code}]: {shown(done)}"


def _finding(
    finding: Diagnostic, cached: Callable[[Path], Sequence[str]], screen: Screen
) -> list[str]:
    colour = _COLOURS[finding.severity]
    head = screen.paint(f"{finding.severity}[{finding.code}]", _BOLD, colour)
    head += f": {shown(finding.message)}"
    if finding.span is None:
        lines = [head]
    else:
        span = finding.span
        lines = [f"{screen.paint(f'{shown(_place(span))}:', _BOLD)} {head}"]
        if span.line and span.line <= len(source := cached(span.file)):
            lines += _excerpt(source[span.line - 1], span, screen, colour)
    if finding.hint:
        lines.append(f"  {screen.paint('hint:', _CYAN)} {shown(finding.hint)}")
    return lines


def _place(span: Span | None) -> str:
    if span is None:
        return ""
    return f"{span.file}:{span.line}:{span.column}" if span.line else str(span.file)


def lines_of(file: Path) -> list[str]:
    """Return the lines of a file; none if it is secret or can't be read."""
    from cvtex.source.encoding import unicode_of  # noqa: PLC0415 - only a finding needs it

    if is_secret(file):
        return []
    try:
        content = file.read_bytes()
    except OSError:
        return []
    lines = LINE_END.split(unicode_of(content).decode(content, "replace"))
    return lines if lines[-1] else lines[:-1]


def _excerpt(source: str, span: Span, screen: Screen, colour: int) -> list[str]:
    """Return a source line, cut to the screen, and carets under the span."""
    gutter = f"{span.line:>5} | "
    room = screen.columns - len(gutter)
    at = min(max(0, span.column - 1), len(source))
    # A file may be one long line, so only what can be shown is processed.
    first = max(0, at - room)
    piece = source[first : at + room]
    starts, texts, edges = _clusters(piece)

    begin = bisect_right(starts, at - first) - 1 if at < len(source) else len(starts)
    end = max(begin, bisect_left(starts, at - first + span.length))
    left, right = 0, len(starts)
    behind = begin == len(starts)  # the caret has its own column there
    if len(piece) < len(source) or edges[-1] + behind > room:
        left, right = _window(edges, edges[begin], edges[end], room - len("……"))
    before = "…" if first or left else ""
    after = "…" if first + len(piece) < len(source) or right < len(starts) else ""

    indent = " " * (len(before) + edges[begin] - edges[left])
    caret = "^" * max(1, min(edges[end], edges[right]) - edges[begin])
    shown = f"{before}{''.join(texts[left:right])}{after}"
    margin = screen.paint("|", _BLUE)
    return [
        f"{screen.paint(f'{span.line:>5} |', _BLUE)} {shown}",
        f"{' ' * (len(gutter) - 2)}{margin} {indent}{screen.paint(caret, _BOLD, colour)}",
    ]


def _clusters(piece: str) -> tuple[list[int], list[str], list[int]]:
    """Return the starts and the shown texts of grapheme clusters, and their edges.

    The edges are columns of a terminal, from 0; there is one more edge than clusters.
    """
    from rich.cells import split_graphemes  # noqa: PLC0415 - only a finding needs its tables

    clean = shown(piece)
    starts, texts, widths = [], [], []
    for start, end, width in split_graphemes(clean)[0]:
        wider = _TAB[1:] if piece[start] == "\t" else ""
        starts.append(start)
        texts.append(wider + clean[start:end])
        widths.append(len(wider) + width)
    return starts, texts, list(accumulate(widths, initial=0))


def _window(edges: Sequence[int], begin: int, end: int, room: int) -> tuple[int, int]:
    """Return the range of clusters that fit around a span.

    `begin` and `end` are the columns of the span, which is in the middle if possible; a span that
    does not fit is cut at its end.
    """
    spare = max(0, room - (end - begin)) // 2
    left = max(0, min(begin - spare, edges[-1] - room))
    return bisect_left(edges, left), bisect_right(edges, left + room) - 1


def shown(text: str) -> str:
    """Return a text with control characters replaced, which may move the terminal's cursor."""
    return "".join(
        " " if char in "\t\n" else "\ufffd" if _is_control(char) else char for char in text
    )


def _is_control(char: str) -> bool:
    return unicodedata.category(char) == "Cc" or char in _DIRECTIONAL
