"""Opening hours as people fill them in: a row a day, special days, a calendar."""
