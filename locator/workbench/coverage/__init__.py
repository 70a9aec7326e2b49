"""Whom the clinics reach, and where the next page should be."""
