"""Turns the library's nouns into what Discord shows, within Discord's limits."""
