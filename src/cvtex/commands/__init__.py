"""The verbs of the command line: each is a file with one function."""
