"""cvtex: a résumé build system. YAML in, proven PDFs out."""

__version__ = "0.1.0"
