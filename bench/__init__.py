"""Measurements: quality against gold material, and speed as ratios against a baseline in the same run."""
