"""What people look for: counts by day, of pages, places and presses, and nobody who is counted."""
