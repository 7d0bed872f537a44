"""How the words of a page stand: lines, rows, columns, paragraphs."""
