"""What is found of a PDF as a whole, for people and for machines."""
