"""Writes the Document as LaTeX, with all escaping."""

from __future__ import annotations

from cvtex.writers import Writer
from cvtex.writers.tex.latex import write_latex

WRITER = Writer(lambda document: write_latex(document).encode())
