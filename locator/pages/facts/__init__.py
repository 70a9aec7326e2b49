"""What is true of one town and not of every town (rules E4 to E9)."""
