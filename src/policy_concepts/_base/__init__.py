"""What everything stands on; knows no record."""
