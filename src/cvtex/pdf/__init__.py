"""Reads PDF objects, fonts, ToUnicode maps and pages, for writing and for verifying."""
