"""The preview: a watched project as a page in the browser, for this machine alone."""
