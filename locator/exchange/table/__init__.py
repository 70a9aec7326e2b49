"""Plain CSV, for programs and for spreadsheets."""
