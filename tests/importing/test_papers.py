"""A list of papers becomes a content file with a section of publications."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cvtex.importing.importing import import_file

from .test_pdf import EXPECTED, checked, imported

BIBTEX = r"""@article{gates, author = {Sample, Ada and Loft, Tom}, title = {Gates: a {S}tudy},
  journal = {Journal of Invented Tides}, year = 2022, volume = 12, number = 3, pages = {101--112},
  doi = {10.5555/invented.1}, abstract = {How gates close.}, keywords = {tides}}
@inproceedings{neap, author = {M{\"u}ller, J{\"o}rg and others}, title = {Mills at neap},
  booktitle = {Proceedings of the Sluice Days}, year = 2023, month = may}
"""
CSL = """[
  {"id": "gates", "type": "article-journal", "title": "Gates", "DOI": "10.5555/invented.1",
   "author": [{"family": "Sample", "given": "Ada"}], "container-title": "Journal of Tides",
   "issued": {"date-parts": [[2022, 3]]}, "abstract": "How gates close."},
  {"id": "book", "type": "book", "title": "Ebb", "publisher": "Tide Press",
   "author": [{"literal": "Northmere Mill Group"}], "issued": {"date-parts": [[2020]]}}
]"""
CHINESE = """@article{a, author = {张样例 and 李某}, title = {面向冷启动的方法},
  journal = {虚构学报}, year = {2021}, file = {a.pdf}}
@unknown{b, author = {李某}, title = {无此类}, year = {2020}}
"""
FILES = {"papers_bibtex": BIBTEX, "papers_csl": CSL, "papers_chinese": CHINESE}
LEFT_OUT = {
    "papers_bibtex": ["abstract", "keywords", "month"],
    "papers_csl": ["abstract"],
    "papers_chinese": ["file", "author", "title", "year"],
}


@pytest.mark.parametrize("name", FILES)
def test_papers(name: str, tmp_path: Path) -> None:
    """Each entry is a publication; a field that is not printed, or an unknown type, is named."""
    path = tmp_path / ("papers.json" if name == "papers_csl" else "papers.bib")
    path.write_text(FILES[name], encoding="utf-8")
    made = imported(path)

    expected = (EXPECTED / f"{name}.yaml").read_text(encoding="utf-8")
    assert checked(made.text, tmp_path) == expected
    (count,) = made.counts
    assert count.names == LEFT_OUT[name]
    assert (count.taken > 0, count.guessed) == (True, 0)


def test_owner(tmp_path: Path) -> None:
    """The author of most publications is the person; of two, nobody is."""
    entry = "@article{{{}, author = {{{}}}, title = {{T}}, year = 2020}}\n"
    ada = ["Sample, A. and Loft, T.", "Sample, Ada Bea and Bo, B.", "Sample, Ada and Loft, Tom"]
    texts = {"ada": ada, "both": [ada[0], ada[2], ada[2]]}
    names = {}
    for name, authors in texts.items():
        path = tmp_path / f"{name}.bib"
        path.write_text("".join(entry.format(*pair) for pair in enumerate(authors)))
        made = imported(path).text
        names[name] = re.findall("^name: (.*)", made, re.MULTILINE), made.count("self: true")

    assert names == {"ada": (["Ada Bea Sample"], 3), "both": (["both"], 0)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Not a bibliography.", "a source is a bibliography in BibTeX or CSL-JSON"),
        ("@article{a, title = {No author}}", "the entry `a` has no `author`"),
    ],
)
def test_bad_files(text: str, said: str, tmp_path: Path) -> None:
    """A file without an entry that can be read is one error."""
    path = tmp_path / "papers.bib"
    path.write_text(text, encoding="utf-8")
    made = import_file(path)

    assert made.value is None
    assert len(made.diagnostics) == 1
    assert made.diagnostics[0].message.startswith(said)
