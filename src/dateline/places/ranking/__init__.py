"""Which place a name means, or why none."""
