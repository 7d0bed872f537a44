"""The log reader, on pieces of logs that XeTeX of TeX Live 2022 wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvtex.diagnostics import Diagnostic, Severity, Span
from cvtex.document import Design, Document, Leaf, Paragraph, Section, Text
from cvtex.tex.log import read_log

YAML = Path("resume.yaml")


def _leaf(number: int) -> Leaf:
    return Leaf(number, (Text(f"leaf {number}"),), Span(YAML, 10 * number, 3))


DOCUMENT = Document(
    language="en",
    script="Latn",
    design=Design(),
    title="Ada Sample",
    keywords=(),
    name=_leaf(1),
    headline=None,
    contacts=(),
    sections=(Section("text", _leaf(2), tuple(Paragraph(_leaf(n)) for n in (3, 4, 5))),),
)

CHARACTERS = """\
cvtexat(1)
Missing character: There is no 𒀀 (U+12000) in font Linux Libertine O Semibold/OT:script=latn;!
Missing character: There is no 😀 (U+1F600) in font Linux Libertine O Semibold/OT:script=latn;!
cvtexat(2)
cvtexat(3)
Missing character: There is no 𓀀 (U+13000) in font Linux Libertine O/OT:script=latn;!
Missing character: There is no 𓀀 (U+13000) in font Linux Libertine O/OT:script=latn;!
"""

UNDEFINED = """\
cvtexat(2)
! Undefined control sequence.
<argument> Long　word\\inventedcommand
                                     \n\
l.4 ...raph{\\cvleaf{2}{Long　word\\inventedcommand}}
                                                  \n\
The control sequence at the end of the top line
of your error message was never \\def'ed. If you have
misspelled it (e.g., `\\hobx'), type `I' and the correct
spelling (e.g., `I\\hbox'). Otherwise just continue,
and I'll forget about whatever was undefined.

Missing character: There is no 𓀀 (U+13000) in font Linux Libertine O/OT:script=latn;!
cvtexat(3)
"""

PACKAGE = """\
cvtexat(2)

! LaTeX Error: File `invented-package.sty' not found.

Type X to quit or <RETURN> to proceed,
or enter new name. (Default extension: sty)

Enter file name: \n\
! Emergency stop.
<read *> \n\
         \n\
l.2 \\begin
          {document}\\cvname{\\cvleaf{1}{Ada}}\\end{document}^^M
*** (cannot \\read from terminal in nonstop modes)

 \n\
Here is how much of TeX's memory you used:
"""

FONT = """\

! Package fontspec Error: The font "Invented Serif" cannot be found.

For immediate help type H <return>.
 ...                                              \n\
                                                  \n\
l.2 \\begin{document}
                    \\cvname{\\cvleaf{1}{Ada}}\\end{document}
A font might not be found for many reasons.
 Check the spelling, where the font is installed etc. etc.

! Font TU/InventedSerif(0)/m/n/10="Invented Serif" at 10.0pt not loadable: \
Metric (TFM) file or installed font not found.
<to be read again> \n\
                   relax \n\
l.2 \\begin{document}
                    \\cvname{\\cvleaf{1}{Ada}}\\end{document}
I wasn't able to read the size data for this font,
so I will ignore the font specification.

cvtexat(1)
Missing character: There is no A in font nullfont!
Missing character: There is no d in font nullfont!
"""

BOXES = """\
cvtexat(3)

Overfull \\hbox (103.64517pt too wide) in paragraph at lines 5--5
[]\\TU/LinuxLibertineO(0)/m/n/10.506 LongLongLongLongLongLongLongLongLongLongLongLongLongLong[] \n\
 []

cvtexat(4)

Overfull \\hbox (0.2pt too wide) in paragraph at lines 6--6
[]\\TU/LinuxLibertineO(0)/m/n/10.506 nobody sees this[] \n\
 []


Underfull \\vbox (badness 10000) detected at line 7
 []

cvtexat(5)
[1

]
Overfull \\vbox (93.89407pt too high) has occurred while \\output is active []

 [2]
"""

GOOD = """\
This is XeTeX, Version 3.141592653-2.6-0.999994 (TeX Live 2022/Debian) (preloaded format=xelatex)
**resume.tex
cvtexat(1)
cvtexat(2)

LaTeX Font Info:    External font `cmex10' loaded for size
(Font)              <10.506> on input line 6.

Underfull \\hbox (badness 1448) in paragraph at lines 8--8
cvtexat(3)
[1]
Output written on resume.pdf (1 page).
"""


def _read(folder: Path, log: str) -> tuple[Diagnostic, ...]:
    path = folder / "resume.log"
    path.write_text(log, encoding="utf-8")
    return read_log(path, DOCUMENT, path)


@pytest.mark.parametrize(
    ("log", "findings"),
    [
        (GOOD, []),
        ("", []),
        (
            CHARACTERS,
            [
                ("glyph-missing", 10, "𒀀 (U+12000, CUNEIFORM SIGN A)"),
                ("glyph-missing", 10, "😀 (U+1F600, GRINNING FACE)"),
                ("glyph-missing", 30, "𓀀 (U+13000, EGYPTIAN HIEROGLYPH A001)"),
            ],
        ),
        (
            UNDEFINED,
            [
                ("tex-error", 20, "TeX says `Undefined control sequence. \\inventedcommand`"),
                ("glyph-missing", 20, "𓀀 (U+13000"),
            ],
        ),
        (PACKAGE, [("tex-package-missing", None, "`invented-package.sty`")]),
        (FONT, [("font-missing", None, "`Invented Serif`")]),
        (
            BOXES,
            [
                ("box-overfull", 30, "a line is 103.6 pt too wide"),
                ("box-overfull", 50, "the page is 93.9 pt too full"),
            ],
        ),
    ],
    ids=["good", "empty", "characters", "undefined", "package", "font", "boxes"],
)
def test_findings(tmp_path: Path, log: str, findings: list[tuple[str, int | None, str]]) -> None:
    """Each complaint is told once, at the leaf before it; what follows from another is not told."""
    found = _read(tmp_path, log)

    assert [(one.code, one.span.line if one.span else None) for one in found] == [
        (code, line) for code, line, _ in findings
    ]
    for one, (_, _, words) in zip(found, findings, strict=True):
        assert words in one.message


def test_severity(tmp_path: Path) -> None:
    """A line too wide, a lost character, a lost font, an error of TeX's: each is an error."""
    found = _read(tmp_path, BOXES + CHARACTERS + UNDEFINED)

    assert {one.severity for one in found} == {Severity.ERROR}


def test_no_log(tmp_path: Path) -> None:
    """Where TeX wrote no log there is nothing to tell."""
    log = tmp_path / "resume.log"

    assert read_log(log, DOCUMENT, log) == ()


def test_broken_bytes(tmp_path: Path) -> None:
    """Bytes that are no UTF-8, as in a line that TeX cut, do no harm."""
    path = tmp_path / "resume.log"
    path.write_bytes(b"cvtexat(1)\n\xe5\xbc\n" + CHARACTERS.encode() + b"\xff\xfe")

    assert len(read_log(path, DOCUMENT, path)) == 3


THEME = """\
cvtexat(2)
/home/ada/themes/mine/theme.sty:12: Undefined control sequence.
l.12 \\foo
         \n\
./resume.tex:40: Undefined control sequence.
l.40 \\bar
"""


def test_place_in_a_theme(tmp_path: Path) -> None:
    """What is wrong in a theme is reported at its line; in the document, at the text."""
    log = tmp_path / "resume.log"
    log.write_text(THEME, encoding="utf-8")
    findings = read_log(log, DOCUMENT, tmp_path / "kept.log")

    assert [finding.span for finding in findings] == [
        Span(Path("/home/ada/themes/mine/theme.sty"), 12, 1),
        Span(YAML, 20, 3),
    ]
