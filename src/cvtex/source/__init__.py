"""What was typed, with its place."""
