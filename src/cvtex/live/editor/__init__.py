"""The language server: findings, completion, hover, fixes and more, for any editor."""
