"""Spellings of one name: keys, likeness, suggestions."""
