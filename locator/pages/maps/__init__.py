"""Maps as drawings: land and borders, towns by name, clinics numbered as in the list."""
