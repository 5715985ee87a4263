"""The citation styles."""
