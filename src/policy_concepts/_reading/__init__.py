"""From YAML files to records."""
