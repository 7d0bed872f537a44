"""Source text -> positions -> validated model."""
