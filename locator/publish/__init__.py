"""The site as files: sitemaps, robots.txt and the static export."""
