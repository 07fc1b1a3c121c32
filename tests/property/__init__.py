"""Laws that hold of every reading."""
