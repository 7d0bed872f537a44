"""How long a finished PDF takes to verify: `python benchmarks/proof.py CONTENT [RUNS]`.

It builds the PDF of a content file once, then makes every check of it and reads back its words
with both readers, in process.
"""

from __future__ import annotations

import pickle
import sys
import tempfile
from pathlib import Path

from timing import tell, timed

from cvtex.build.pipeline import make_pdf, write_source
from cvtex.document import Document
from cvtex.editions.settings import Edition
from cvtex.paths import DOCUMENT
from cvtex.verify.checks import CHECKS, prove
from cvtex.verify.opened import open_pdf
from cvtex.verify.readback.readers import texts_of
from cvtex.verify.readback.words import read_back


def main(content: Path, runs: int) -> None:
    """Measure, and tell what was found."""
    with tempfile.TemporaryDirectory() as folder:
        work, pdf = Path(folder) / "work", Path(folder) / "resume.pdf"
        edition = Edition(content.stem, content)
        write_source(edition, work)
        built = [timed(lambda: _built(edition, work, pdf)) for _ in range(runs)]
        document, _ = pickle.loads((work / DOCUMENT).read_bytes())  # noqa: S301 - just written
        checked = [timed(lambda: _checked(pdf, document)) for _ in range(runs)]
        verified = [timed(lambda: _verified(pdf, document)) for _ in range(runs)]
    tell("checks / build", checked, built)
    tell("all / build", verified, built)
    print(f"at best {min(checked):.3f} s, {min(verified):.3f} s")


def _built(edition: Edition, work: Path, pdf: Path) -> None:
    make_pdf(edition, work, pdf)


def _checked(pdf: Path, document: Document) -> None:
    prove(pdf, document)


def _verified(pdf: Path, document: Document) -> None:
    """Make all checks and read back all words."""
    with texts_of(pdf) as texts, open_pdf(pdf, texts) as opened:
        for check in CHECKS:
            if opened.value:
                list(check(opened.value, document))
        if opened.value:
            read_back(texts, document, opened.value.owners)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int((*sys.argv[2:], "7")[0]))
