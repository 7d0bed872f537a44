"""The phases in order: what is checked, typeset, proven and put in place."""
