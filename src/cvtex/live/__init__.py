"""What follows a person's changes as they save them."""
