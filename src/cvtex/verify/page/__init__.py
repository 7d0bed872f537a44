"""What the pages paint, and whether it can be seen, read and clicked."""
