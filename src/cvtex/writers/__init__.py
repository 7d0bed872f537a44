"""The formats that a Document is written in."""
