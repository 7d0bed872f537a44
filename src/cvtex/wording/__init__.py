"""Builds the leaves of a Document from typed texts and a language's words."""
