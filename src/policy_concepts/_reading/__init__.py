"""Reading records from YAML files."""
