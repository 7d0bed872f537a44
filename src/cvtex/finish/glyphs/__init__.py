"""Which glyph of a leaf shows which of its characters."""
