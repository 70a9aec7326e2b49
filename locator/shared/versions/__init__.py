"""What the site's files were in each version, in the database, and how servers come to serve the newest."""
