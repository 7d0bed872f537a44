"""Other programs and their limits, and what ends this one from outside."""
