"""Clinics from other people's files -> edits of clinics.csv."""
