"""Citations: records in, references out."""
