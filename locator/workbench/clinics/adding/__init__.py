"""A new clinic: its form, its id, the clinics that it may be already."""
