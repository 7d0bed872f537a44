"""Reads YAML and JSON files into values with positions, and repairs certain syntax errors."""
