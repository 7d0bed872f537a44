"""Compares two sides: their words, then their pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from pikepdf import PdfError

from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.diff.comparing import GroupChange, Tally, compare, tally
from cvtex.diff.drafts import draft_of
from cvtex.diff.pdf import PdfText, read_pdf
from cvtex.diff.sides import Side
from cvtex.diff.texts import compare_texts
from cvtex.document import Design, Document, settled
from cvtex.paths import digest
from cvtex.pdf.pdfium import PdfiumError
from cvtex.processes.limited import limited
from cvtex.verify.isolated import StoppedError, isolated
from cvtex.verify.limits import check_size


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF of a side, and the text in it."""

    pdf: Path
    text: PdfText


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two sides.

    `others` are changes beside the words, as `the photo`. `printed` are both sides as PDFs, None
    if they were not made. If `withheld`, what is shown may be published and must have no words of
    it; something has changed, but there are no changes here.
    """

    old: Side
    new: Side
    changes: tuple[GroupChange, ...] = ()
    others: tuple[str, ...] = ()
    printed: tuple[Printed, Printed] | None = None
    withheld: bool = False

    @property
    def tally(self) -> Tally:
        """The numbers of words and moves."""
        return tally(self.changes)

    @property
    def is_different(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.changes or self.others or self.withheld)

    @property
    def of_words(self) -> bool:
        """Whether only the words are compared, because a side is a PDF of any program."""
        return self.old.document is None or self.new.document is None

    @property
    def languages(self) -> set[str]:
        """The languages of both sides, without scripts and regions."""
        documents = (self.old.document, self.new.document)
        return {one.language.partition("-")[0] for one in documents if one}


@limited
def compare_sides(old: Side, new: Side, folder: Path) -> Checked[Comparison]:
    """Return what changed in the words; what has to be typeset for that is in `folder`."""
    if old.document is None or new.document is None:
        printed = print_sides(Comparison(old, new), folder)
        if printed.value is None or printed.value.printed is None:
            return failed(*printed.diagnostics)
        texts = (one.text for one in printed.value.printed)
        comparison = replace(printed.value, changes=compare_texts(*texts))
    else:
        changes = compare(old.document, new.document)
        others = _others(old, new, is_reworded=bool(changes))
        comparison = Comparison(old, new, changes, others)
    if old.is_withheld or new.is_withheld:
        comparison = Comparison(old, new, withheld=comparison.is_different)
    return Checked(comparison)


def print_sides(comparison: Comparison, folder: Path) -> Checked[Comparison]:
    """Return a comparison with the PDFs of both sides, which are typeset in `folder` if need be."""
    if comparison.printed or comparison.withheld:
        return Checked(comparison)
    old, new = (_printed(side, folder) for side in (comparison.old, comparison.new))
    if old.value is None or new.value is None:
        return failed(*old.diagnostics, *new.diagnostics)
    return Checked(replace(comparison, printed=(old.value, new.value)))


def _printed(side: Side, folder: Path) -> Checked[Printed]:
    if side.pdf is not None:
        return _of_stranger(side.pdf)
    if side.edition is None or side.document is None:
        return failed()
    tree = side.revision.folder if side.revision else Path()
    draft = draft_of(side.edition, side.document, folder, tree)
    if draft.value is None:
        found = draft.diagnostics
        return failed(*(side.revision.placed(found) if side.revision else found))
    try:
        return Checked(Printed(draft.value, read_pdf(draft.value, side.document)))
    except (OSError, PdfiumError, PdfError) as error:
        return failed(_unreadable(draft.value, str(error)))


def _of_stranger(pdf: Path) -> Checked[Printed]:
    """Read a PDF of any program, within limits of time and memory."""
    try:
        if not pdf.exists():
            return failed(Diagnostic(Code.FILE_MISSING, "there is no such file", Span(pdf)))
        return isolated(lambda: _read(pdf))
    except StoppedError as stopped:
        return failed(_unreadable(pdf, f"it {stopped}"))


def _read(pdf: Path) -> Checked[Printed]:
    if size := check_size(pdf):
        return failed(size)
    try:
        text = read_pdf(pdf)
    except (OSError, PdfiumError) as error:
        return failed(_unreadable(pdf, str(error)))
    if not text.text.strip():
        hint = "export it again as text from the program that made it; a scan has no text"
        return failed(Diagnostic(Code.PDF_NO_TEXT, "the PDF has no text", Span(pdf), hint))
    return Checked(Printed(pdf, text))


def _unreadable(pdf: Path, why: str) -> Diagnostic:
    return Diagnostic(Code.PDF_UNREADABLE, f"the PDF can't be read: {why}", Span(pdf))


def _others(old: Side, new: Side, *, is_reworded: bool) -> tuple[str, ...]:
    """Return what else is printed differently, as far as it can be told without TeX."""
    if old.document is None or new.document is None or old.edition is None or new.edition is None:
        return ()
    before, after = (_without_places(side.document) for side in (old, new) if side.document)
    found = [
        f"the {name}"
        for name in ("photo", "signature")
        if _digest_of(name, before) != _digest_of(name, after)
    ]
    if settled(replace(after, design=before.design)) != settled(after):
        found.append("the design")
    elif _own_themes(old.document.design) != _own_themes(new.document.design):
        found.append("the theme")
    if old.edition.fit != new.edition.fit:
        found.append("the number of pages asked for")
    if not found and not is_reworded and settled(before) != settled(after):
        found.append("emphasis, or what only programs read")
    return tuple(found)


def _own_themes(design: Design) -> dict[Path, str]:
    """Return the digests of the files of themes of the project, by their paths in `themes/`."""
    if design.home is None:
        return {}
    home = design.home / "themes"
    files = (file for name in design.themes for file in (home / name).rglob("*"))
    return {file.relative_to(home): digest(file) for file in files if file.is_file()}


def _digest_of(name: str, document: Document) -> str:
    """Return the digest of a picture of a Document, or '' if it has none."""
    photo = document.pictures.get(name)
    return photo.picture.digest if photo else ""


def _without_places(document: Document) -> Document:
    """Return a Document without the paths of its files, which differ for a revision."""
    photo, signature = (
        one and replace(one, picture=replace(one.picture, file=Path()))
        for one in (document.photo, document.signature)
    )
    design = replace(document.design, home=None)
    return replace(document, design=design, photo=photo, signature=signature)
