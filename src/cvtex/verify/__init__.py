"""Holds a finished PDF against the Document."""
