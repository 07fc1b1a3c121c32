"""Pages made by rendering known parts through template families: the labels are known, the texts our own."""
