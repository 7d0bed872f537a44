"""Typed text in the words of its language, as the leaves of a Document."""
