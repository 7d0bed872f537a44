"""PDF itself, as those who write and those who read it need it: objects, fonts, maps."""
