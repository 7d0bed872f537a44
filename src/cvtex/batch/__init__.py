"""Builds every résumé of a tree of folders, by processes that stay, here or on a cluster."""
