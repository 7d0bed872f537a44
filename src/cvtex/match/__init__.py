"""A job advertisement held against what editions print: which of its terms they have."""
