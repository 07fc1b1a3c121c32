"""Quality and speed, one command each; results are written to ``bench/RESULTS.md``."""
