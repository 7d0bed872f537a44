"""Imports a Word file, laid out as a page that is read as a PDF is."""
