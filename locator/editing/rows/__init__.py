"""Rows of tables: edited one by one, in files of which every other byte stays."""
