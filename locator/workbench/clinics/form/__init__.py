"""The form of a clinic's row: its fields, what is wrong with them, where the door is."""
