"""What everything builds on, without knowledge of records."""
