"""Makes a content file of the lines of a page, as the reader of a hiring system sorts them."""
