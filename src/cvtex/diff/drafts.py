"""Typesets what is compared, unless its pages are there already."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from cvtex.build.pipeline import typeset_source
from cvtex.build.places import unwritable
from cvtex.build.proving import Drafted
from cvtex.diagnostics import Checked, failed
from cvtex.document import Document, settled
from cvtex.editions.settings import Edition
from cvtex.files import clean, keep, kept, record_digests, recorded_digests
from cvtex.paths import BUILD, COMPARED, DOCUMENT, DRAFT, INPUTS, OUT, TYPESET, digest
from cvtex.writers.tex.latex import write_latex

_KEPT = 30 * 24 * 3600.0
"""Seconds for which unused drafts of old revisions are kept."""

FOLDER = OUT / BUILD / COMPARED
"""Where the drafts of old revisions are, in a project."""


def draft_of(edition: Edition, document: Document, folder: Path, tree: Path) -> Checked[Path]:
    """Return a draft of an edition; it is made in `folder` if there is none of this Document.

    `tree` is the folder of the revision that it is of; files there are recorded by their paths in
    it, as it is another one in each run.
    """
    source = write_latex(document)
    wish = sha256(f"{edition.fit}\n{source}".encode()).hexdigest()
    built, work = OUT / BUILD / edition.name, folder / wish[:16]
    for known in (built, work):
        if _is_current(known, document, wish, tree):
            return Checked(known / DRAFT)
    try:
        clean(folder.glob("*"), _KEPT)
        work.mkdir(parents=True, exist_ok=True)
        keep(work / DOCUMENT, (document, source))
    except OSError as error:
        return failed(unwritable(work, error))
    made = typeset_source(edition, work)
    if inputs := recorded_digests(work / INPUTS) if made.value else None:
        below = {name.removeprefix(f"{tree}/"): known for name, known in inputs.items()}
        record_digests(work / INPUTS, below)
    return made


def _is_current(work: Path, document: Document, wish: str, tree: Path) -> bool:
    """Return whether the draft in a folder is of a Document, and made as now.

    `wish` is the digest of its source and of the pages that it is to fit, `tree` the folder of the
    project.
    """
    typeset, inputs = kept(work / TYPESET, Drafted), recorded_digests(work / INPUTS)
    if typeset is None or not inputs or typeset.fitted.wish != wish:
        return False
    if (typeset.document, typeset.draft) != (settled(document), digest(work / DRAFT)):
        return False
    return all(digest(tree / name) == known for name, known in inputs.items())
