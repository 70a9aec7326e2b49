"""The verdict: which landing pages have earned a place in search engines, and why (rule E1)."""
