"""Trains the reader's weights; never imported by the package. See ``docs/how-to/train-the-reader.md``."""
