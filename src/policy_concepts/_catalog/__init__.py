"""Catalogs, their collections and indexes."""
