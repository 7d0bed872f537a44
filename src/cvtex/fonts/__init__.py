"""Which font prints which character: the text's own, or one of a fixed chain behind it."""
