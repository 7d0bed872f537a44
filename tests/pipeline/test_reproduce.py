"""`doit reproduce`: the same content gives the same bytes elsewhere and on another day."""

from __future__ import annotations

import shutil
import subprocess
import time
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Pdf
from PIL import Image

from cvtex.build.reproduce import Reproduced, first_difference, other_surroundings, reproduce
from cvtex.editions.settings import Edition

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from made import Made
    from running import Project, Site


SAME = "the same in another folder, time zone, locale and day"
SAME_DAY = (
    "the same in another folder, time zone and locale"
    " (for another day: with faketime installed, or again tomorrow)"
)


@pytest.mark.long  # `.ci/reproduce` does this by day
def test_same(project: Project) -> None:
    """Each PDF comes out the same, overlays and photos with it, and a line tells how it was."""
    private = project.folder / "content" / "private.yaml"
    private.write_text(
        "en: {contacts: [{address: 1 Invented Street}], photo: ../../ada.png}\n", encoding="utf-8"
    )
    Image.linear_gradient("L").resize((400, 500)).save(project.folder.parent / "ada.png")
    variable = "zh: {contacts: [{address: 样例街一号}]}"
    ran = project.doit("reproduce", CVTEX_PRIVATE=variable)

    assert (ran.status, ran.err) == (0, "")
    lines = [line for line in sorted(ran.out.splitlines()) if "bytes" in line]
    told = SAME if shutil.which("faketime") else SAME_DAY
    for (name, pdf), line in zip(sorted(project.pdfs().items()), lines, strict=True):
        assert line == f"{name}  {len(pdf):,} bytes, {told}"
    assert not list((project.folder / "out/.build").rglob("again.pdf"))


@pytest.mark.long  # by day test_where, and `.ci/reproduce`
def test_changed_by_a_byte(project: Project) -> None:
    """A PDF that the content does not give is an error, and the other one is kept to look at."""
    pdf = project.folder / "out" / "en.pdf"
    good = pdf.read_bytes()
    pdf.write_bytes(good[:-1] + b"\r")
    work = project.folder / "out/.build/en"
    (told,) = reproduce(Edition("en", project.content("en")), work, pdf).diagnostics

    assert told.code == "bytes-mismatch"
    assert told.message.startswith(f"`{pdf}` differs when built again")
    assert f"first in how it is written, from byte {len(good) - 1:,} of the file" in told.message
    assert told.hint.startswith(f"the other is {work / 'again.pdf'}: ")
    assert (work / "again.pdf").read_bytes() == good
    assert pdf.read_bytes() != good


def test_gone(edition: Edition, tmp_path: Path) -> None:
    """A file that is missing, or can't be written, is reported."""
    (told,) = reproduce(edition, tmp_path, tmp_path / "none.pdf").diagnostics

    assert told.code == "output"
    assert told.message == f"can't build `{tmp_path}/none.pdf` again: no such file or directory"


@pytest.mark.long
def test_theme_that_knows_the_day(site: Site, new_project: Project) -> None:
    """TeX is on another day when the PDF is built again: a theme that could tell would be seen."""
    project = type(new_project)(new_project.folder, site.uncached.environment)
    site.change("tex/environment.py", '"FORCE_SOURCE_DATE": "1"', '"FORCE_SOURCE_DATE": "0"')
    site.change(
        "latex/themes/classic/theme.sty", "left = 16mm", r"left = \dimexpr 14mm + \day pt\relax"
    )
    ran = project.doit("reproduce:en")

    assert ran.status == 1
    assert "en  1 page, " in ran.out
    assert "first in what page 1 prints, " in ran.out


@pytest.mark.parametrize(
    ("locale", "age", "told"),
    [
        ("C", 0, "folder and time zone (for another day: with faketime installed, or again"),
        ("de_DE.UTF-8", 0, "folder, time zone and locale (for another day: with faketime"),
        ("C", 25, "folder, time zone and day"),
        ("de_DE.UTF-8", 25, "folder, time zone, locale and day"),
    ],
)
def test_no_more_is_told_than_was_done(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, locale: str, age: int, told: str
) -> None:
    """Another day is mentioned with faketime, or a day later; another locale if there is one."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("LC_ALL", locale)
    world = other_surroundings(built=time.time() - age * 3600)

    told_of = Reproduced(15_673, world.others).describe("en")
    assert told_of.startswith(f"en  15,673 bytes, the same in another {told}")
    assert told_of.endswith(("day", "tomorrow)"))


@pytest.mark.parametrize("zone", ["UTC", "EAST-14", "WEST12", "America/New_York", "Asia/Shanghai"])
def test_zone(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    """In the other time zone it is another day, wherever one is."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        other = other_surroundings(built=0).environment["TZ"]
    finally:
        monkeypatch.undo()
        time.tzset()
    here, there = (
        subprocess.run(["date", "+%F"], env={"TZ": one}, capture_output=True, check=True).stdout
        for one in (zone, other)
    )

    assert here != there


def _retitle(pdf: Pdf) -> None:
    pdf.docinfo["/Title"] = pikepdf.String("Another")


def _redescribe(pdf: Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"cvtex", b"other"))


def _repaint(pdf: Pdf) -> None:
    pdf.pages[1].Contents.write(pdf.pages[1].Contents.read_bytes() + b" ")


def _extend(pdf: Pdf) -> None:
    pdf.Root["/Invented"] = pikepdf.Name("/New")


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (_retitle, "the title, author and dates (Info)"),
        (_redescribe, "the metadata (XMP)"),
        (_repaint, "what page 2 prints"),
        (_extend, "object 1"),
        (lambda _: None, "how it is written"),
    ],
)
def test_where(sample: Made, tmp_path: Path, change: Callable[[Pdf], None], part: str) -> None:
    """A difference is reported with the part that has it, and the first byte."""
    one, other = tmp_path / "one.pdf", tmp_path / "other.pdf"
    with Pdf.open(sample.pdf) as pdf:
        pdf.save(one, static_id=True)
    with Pdf.open(one) as pdf:
        change(pdf)
        pdf.save(other, static_id=True)
    if part == "how it is written":
        other.write_bytes(one.read_bytes() + b"\n")
    told, _, byte = first_difference(one, other).partition(", from byte ")
    at = int(byte.removesuffix(" of the file").replace(",", ""))

    assert told == f"in {part}"
    mine, theirs = one.read_bytes(), other.read_bytes()
    assert mine[:at] == theirs[:at]
    assert mine[at : at + 1] != theirs[at : at + 1]


def test_no_pdf(sample: Made, tmp_path: Path) -> None:
    """A damaged PDF is reported as one."""
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(sample.pdf.read_bytes()[:100])

    assert first_difference(cut, sample.pdf) == (
        f"in how it is written: `{cut}` can't be read, from byte 100 of the file"
    )
