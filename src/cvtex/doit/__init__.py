"""The pipeline as doit tasks: what is up to date, what is recorded, what is printed."""
