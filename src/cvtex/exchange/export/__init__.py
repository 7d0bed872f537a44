"""Exports a résumé as JSON Resume."""
