"""A résumé as JSON Resume."""
