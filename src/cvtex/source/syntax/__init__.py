"""What is wrong with YAML, as a person understands it, at the place where they have to look."""
