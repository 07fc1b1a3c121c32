"""Dumps as their publishers ship them, read row by row."""
