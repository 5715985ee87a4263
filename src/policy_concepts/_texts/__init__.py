"""Records in running text."""
