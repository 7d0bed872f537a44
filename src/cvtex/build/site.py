"""Makes a site of what is published, for GitHub Pages or any other server of files."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from cvtex.build.outputs import ours
from cvtex.build.pictures import CARD_END
from cvtex.build.places import unwritable
from cvtex.build.proving import read_source
from cvtex.diagnostics import Checked, Diagnostic, counted, failed
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.editions.outputs import PNG
from cvtex.editions.settings import Edition
from cvtex.editions.site import Site
from cvtex.files import replace
from cvtex.paths import PUBLIC, SITE
from cvtex.report.site import SiteEdition, SiteFile, SitePicture, render_site

INDEX = "index.html"
"""The page that a server shows for the folder."""


def make_site(
    out: Path, works: dict[str, Path], editions: Iterable[Edition], site: Site
) -> Checked[str]:
    """Copy what is published of editions to a folder, with a page of all; return the line to print.

    The folder is made anew each time.
    """
    folder = out / SITE
    try:
        shutil.rmtree(folder, ignore_errors=True)
        published = {
            edition.name: files
            for edition in editions
            if (files := _published(out / PUBLIC, works[edition.name], edition))
        }
        if not published:
            return Checked("there is no site: no edition is published")
        clash = [name for name, files in published.items() if any(map(_is_index, files))]
        if clash:
            message = f"the edition `{clash[0]}` has a file `{INDEX}`, the name of the page"
            hint = "give the edition another name with `file:`"
            return failed(Diagnostic(Code.OUTPUT, message, hint=hint))
        folder.mkdir(parents=True)
        shown = []
        for name, files in published.items():
            written = read_source(works[name])
            if written.value is None:
                return failed(*written.diagnostics)
            for file in files:
                shutil.copyfile(file, folder / file.name)
            shown.append(_edition(written.value[0], files))
        replace(folder / INDEX, render_site(shown, site).encode())
        # Without it, GitHub Pages leaves out files whose names begin with an underscore.
        (folder / ".nojekyll").touch()
    except OSError as error:
        return failed(unwritable(folder, error))
    count = sum(map(len, published.values()))
    line = f"{folder / INDEX}: {', '.join(published)}, {counted(count, 'file')}"
    return Checked(line)


def _published(public: Path, work: Path, edition: Edition) -> list[Path]:
    files = (public / file.name for output in edition.outputs for file in ours(work, output))
    return [file for file in files if file.is_file()]


def _is_index(file: Path) -> bool:
    return file.name.lower() == INDEX


def _edition(document: Document, files: list[Path]) -> SiteEdition:
    cards = [file for file in files if file.name.endswith(CARD_END)]
    pages = [file for file in files if file.suffix == f".{PNG}" and file not in cards]
    listed = tuple(SiteFile(file.name, file.stat().st_size) for file in files if file not in cards)
    return SiteEdition(document, listed, *(_first(pictures) for pictures in (pages, cards)))


def _first(pictures: list[Path]) -> SitePicture | None:
    from PIL import Image  # noqa: PLC0415 - heavy, and for this alone

    if not pictures:
        return None
    with Image.open(pictures[0]) as first:
        return SitePicture(pictures[0].name, *first.size)
