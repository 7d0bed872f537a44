"""What Unicode says of characters: direction, clusters, Han, line breaks, look-alikes."""
