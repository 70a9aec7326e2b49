"""Reporting a problem with a page: the form, what it takes, and the thanks."""
