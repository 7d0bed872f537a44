"""How long a finished PDF takes to prove: `python benchmarks/proof.py CONTENT [RUNS]`.

It builds the PDF of a content file once, then proves it in process.
"""

from __future__ import annotations

import pickle
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from cvtex.editions.settings import Edition
from cvtex.pipeline import make_pdf, write_source
from cvtex.resources import DOCUMENT
from cvtex.verify.prove import prove


def main(content: Path, runs: int) -> None:
    """Measure, and tell what was found."""
    with tempfile.TemporaryDirectory() as folder:
        work, pdf = Path(folder) / "work", Path(folder) / "resume.pdf"
        edition = Edition(content.stem, content)
        write_source(edition, work)
        made = make_pdf(edition, work, pdf)
        document, _ = pickle.loads((work / DOCUMENT).read_bytes())  # noqa: S301 - just written
        seconds = []
        for _ in range(runs):
            start = perf_counter()
            findings = prove(pdf, document)
            seconds.append(perf_counter() - start)
    pages = made.value.proof.pages if made.value else 0
    print(f"{pages} pages, {len(findings)} findings, median of {runs}: {median(seconds):.3f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int((*sys.argv[2:], "7")[0]))
