"""Converts foreign formats, one in each module."""
