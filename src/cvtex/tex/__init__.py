"""Runs the engine, reads its log, maps what it says back to the YAML."""
