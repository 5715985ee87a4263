"""Checks over what the bundled data says."""
