"""The gazetteer as one mapped file: built, added to, opened."""
