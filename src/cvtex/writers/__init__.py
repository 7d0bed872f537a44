"""Document -> LaTeX. Escaping lives here: a writer's text has a type of its own."""
