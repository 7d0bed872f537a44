"""A foreign format a module."""
