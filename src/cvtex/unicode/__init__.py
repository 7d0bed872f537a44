"""Unicode's rules for characters: direction, clusters, Han, line breaks, look-alikes."""
