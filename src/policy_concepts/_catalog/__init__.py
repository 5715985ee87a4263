"""What users hold, and how it answers."""
