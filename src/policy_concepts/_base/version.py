"""The version of the library, which is the version of its data too."""

__version__ = "0.1.0"
