"""One pass over the PDF that XeLaTeX made: tags, spaces, readable text, metadata."""

from cvtex.finish.run import finish

__all__ = ["finish"]
