"""Reads TeX's log into diagnostics at the lines of the YAML.

The class writes `cvtexat(N)` to the log before leaf N, so a message belongs to the last leaf before
it. It writes `cvtexwindow(N)` where an address is N points too low.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.document import Design, Document
from cvtex.paths import SOURCE, latex_dir
from cvtex.tex.missing import missing_font, missing_tex_file
from cvtex.unicode.clusters import paints

_LINE = re.compile(
    r"""^(?:
        cvtexat\((?P<leaf>\d+)\)
      | cvtexwindow\((?P<window>[\d.]+)\)
      | Missing\ character:\ There\ is\ no\ (?P<missing>.)\ (?:\(.*\)\ )?in\ font\ (?P<font>[^:\n]*)
      | Overfull\ \\(?P<box>[hv])box\ \((?P<over>[\d.]+)pt\ too\ (?:wide|high)\)
      | !\ (?P<error>.*)
      | (?P<file>[^\n:]+\.(?:cls|def|sty|tex)):(?P<line>\d+):\ (?P<said>.*)
    )""",
    re.VERBOSE | re.MULTILINE,
)
_FILE = re.compile(r"File `([^']+)' not found")
# A missing font is also reported with its bold style.
_FONT = re.compile(r'The font "([^"]+?)(?: Bold)?" cannot be found')

# These cause all other errors.
_CAUSES = frozenset({Code.TEX_PACKAGE_MISSING, Code.FONT_MISSING})

_UNDEFINED = "Undefined control sequence."
# The command is at the end of the next line.
_UNKNOWN = re.compile(r"\n.*(\\[^\\\s]+)\s*\n")

# TeX's message, before the name of the full memory (tex.web, section 94).
_FULL = "TeX capacity exceeded, sorry "

_MM = 25.4 / 72.27  # of a point

_VISIBLE = 0.5  # points; a smaller overfull box is invisible


def read_log(log: Path, document: Document, kept: Path) -> tuple[Diagnostic, ...]:
    """Return a finding for each of TeX's messages; none if the log is missing.

    `kept` is the path of the log for the person.
    """
    if not log.exists():
        return ()
    spans = {leaf.number: leaf.span for leaf in document.leaves()}
    text = log.read_text(encoding="utf-8", errors="replace")
    findings = tuple(dict.fromkeys(_findings(text, spans, document.design, kept)))
    causes = tuple(finding for finding in findings if finding.code in _CAUSES)
    return causes or findings


def _findings(text: str, spans: dict[int, Span], design: Design, log: Path) -> Iterator[Diagnostic]:
    span: Span | None = None
    for match in _LINE.finditer(text):
        if match["leaf"]:
            span = spans.get(int(match["leaf"]))
        elif match["window"]:
            yield _below_window(float(match["window"]), span)
        elif match["missing"]:
            if paints(match["missing"]):
                yield _missing_character(match["missing"], match["font"], span)
        elif match["box"]:
            if float(match["over"]) > _VISIBLE:
                yield _overfull(match["box"], float(match["over"]), span)
        else:
            message = match["error"] or match["said"]
            below = text[match.end() : match.end() + 400]
            command = _UNKNOWN.match(below) if message == _UNDEFINED else None
            if command:
                message = f"{message} {command[1]}"
            place = _place(match) or (_place_in_theme(command[1], design) if command else None)
            yield _error(message, below, place or span, log)


def _place(match: re.Match[str]) -> Span | None:
    """Return where a theme or another file of TeX is wrong; nothing for the document itself."""
    file = Path(match["file"] or SOURCE)
    return Span(file, int(match["line"]), 1) if file.name != SOURCE else None


def _place_in_theme(command: str, design: Design) -> Span | None:
    """Return where a theme uses a command, which TeX may first miss in a text of the document."""
    used = re.compile(rf"{re.escape(command)}(?![A-Za-z@])")
    for theme in reversed(design.themes):
        for home in filter(None, (design.home, latex_dir())):
            file = home / "themes" / theme / "theme.sty"
            lines = file.read_text("utf-8", "replace").splitlines() if file.is_file() else []
            for number, line in enumerate(lines, 1):
                if found := used.search(line):
                    return Span(file, number, found.start() + 1, len(command))
    return None


def _missing_character(char: str, font: str, span: Span | None) -> Diagnostic:
    name = unicodedata.name(char, "a character without a name")
    return Diagnostic(
        Code.GLYPH_MISSING,
        f"no font here has `{char} (U+{ord(char):04X}, {name})`",
        span,
        f"it is not in {font.strip()}; write it in another way",
    )


def _overfull(box: str, over: float, span: Span | None) -> Diagnostic:
    if box == "v":
        message, hint = f"the page is {over:.1f} pt too full here", ""
    else:
        message = f"a line is {over:.1f} pt too wide"
        hint = "a long word or address can't be broken: shorten it, or put a space in it"
    return Diagnostic(Code.BOX_OVERFULL, message, span, hint)


def _below_window(over: float, span: Span | None) -> Diagnostic:
    """Return the finding for an address that ends some points below the window of an envelope."""
    message = f"the address ends {over * _MM:.1f} mm below the window of the envelope (DIN 5008)"
    hint = "shorten it, or the contacts above it; `layout: plain` is for letters without a window"
    return Diagnostic(Code.WINDOW_MISSED, message, span, hint)


def _error(message: str, below: str, span: Span | None, log: Path) -> Diagnostic:
    details = f"{message} {' '.join(below.split())}"
    if file := _FILE.search(details):
        return missing_tex_file(file[1])
    if font := _FONT.search(details):
        return missing_font(font[1])
    if message.startswith(_FULL):
        memory = message.removeprefix(_FULL).strip("[].")
        full = f"TeX ran out of space here: {memory}"
        return Diagnostic(Code.TEX_MEMORY, full, span, "split the text, or make it shorter")
    return Diagnostic(Code.TEX_ERROR, f"TeX says `{message}`", span, f"its log is {log}")
