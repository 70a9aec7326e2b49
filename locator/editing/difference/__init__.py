"""What changed between two versions of a site, in marketers' words."""
