"""Whether a clinic sees patients: checked, closed for a time or for good, open again."""
