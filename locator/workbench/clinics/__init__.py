"""The clinics: their list, the form of one, closing for good, holiday hours."""
