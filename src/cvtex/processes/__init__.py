"""Runs other programs within limits, and handles signals and shortages."""
