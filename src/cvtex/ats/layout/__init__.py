"""Finds the layout of a page: rows, lines, columns, paragraphs."""
