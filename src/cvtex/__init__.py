"""cvtex: a résumé build system. YAML in, proven PDFs out."""
