"""Imports résumés as the text of a content file: other formats, PDF, Word, LinkedIn, Europass."""
