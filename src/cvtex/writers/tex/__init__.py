"""The Document as LaTeX. Escaping lives here: source has a type of its own."""
