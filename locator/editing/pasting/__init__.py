"""Pasted text that names towns: read, understood, and answered line by line."""
