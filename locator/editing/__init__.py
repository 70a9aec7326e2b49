"""Changes to a site folder: proposed, rehearsed, published, kept and taken back."""
