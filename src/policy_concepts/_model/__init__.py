"""The records and the shapes of their fields."""
