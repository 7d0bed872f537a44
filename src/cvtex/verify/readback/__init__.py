"""What machines read back, compared with the Document."""
