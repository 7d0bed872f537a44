"""The publications in a bibliography in BibTeX or CSL-JSON."""
