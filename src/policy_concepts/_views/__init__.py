"""Records as HTML, data frames and JSON Schemas."""
