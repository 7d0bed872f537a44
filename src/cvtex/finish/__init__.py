"""Finishes the PDF of XeLaTeX in one pass: tags, spaces, ToUnicode, links, metadata."""

from cvtex.finish.finishing import finish

__all__ = ["finish"]
