"""The Document as LaTeX. Escaping lives here: source has a type of its own."""

from __future__ import annotations

from cvtex.writers import Writer
from cvtex.writers.tex.latex import write_latex

WRITER = Writer(lambda document: write_latex(document).encode())
