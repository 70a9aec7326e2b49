"""Files of clinics, whoever made them -> sheets of cells."""
