"""What a PDF says of itself, and what else it carries."""
