"""Repairs what a person meant: unknown keys and types, short forms, forms of other programs."""
