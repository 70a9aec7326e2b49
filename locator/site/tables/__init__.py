"""The CSV files: spreadsheets as people save them flow in, towns, clinics and people flow out."""
