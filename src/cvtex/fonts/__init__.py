"""Chooses a font for each character: the text's own, or one of a fixed chain of fallbacks."""
