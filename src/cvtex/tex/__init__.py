"""Runs TeX's programs, and maps their messages to the YAML."""
