"""Records ↔ the outside: the contract's JSON and its schema, the terminal, the HTML sheet."""
