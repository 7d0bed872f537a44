"""Compares two résumés: the words that changed, and where they are on the pages."""
