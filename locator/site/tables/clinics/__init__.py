"""clinics.csv: each row a clinic, checked by itself and then beside the others."""
