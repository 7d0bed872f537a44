"""Converts texts of other programs to our markup, and takes out what can't be printed."""
