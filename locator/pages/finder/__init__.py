"""The finder: a question flows in, a page with clinics, a choice or a way on flows out."""
