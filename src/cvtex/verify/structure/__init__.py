"""What the tags say (ISO 32000-1, 14.7 and 14.8), compared with the pages and the Document."""
