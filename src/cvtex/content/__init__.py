"""Validates a content file: its values become a `Resume`, and errors become findings with hints."""
