"""What visitors ask, answered in SQL: rows of clinics and towns flow in, the very answers of memory out."""
