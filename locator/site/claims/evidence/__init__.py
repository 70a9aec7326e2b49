"""What a text says helps, and what it rests that on (rules B2 to B5)."""
