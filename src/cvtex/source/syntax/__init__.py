"""Explains YAML syntax errors: one message and one position for each mistake, and its repair."""
