"""Where `locator build` puts an export, and what it tells a CDN of it."""
