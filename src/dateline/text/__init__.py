"""Spans, sentences, folding, numbers, dates, shingles, and the tables under ``data/``."""
