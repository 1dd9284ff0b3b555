"""Shelves: what a server reads, and how that changes."""
