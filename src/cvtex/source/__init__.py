"""Source text as values that know their place: encoding, YAML, JSON, and how slips are read."""
