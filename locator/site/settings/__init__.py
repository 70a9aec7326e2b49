"""site.toml and the environment: text flows in, settings that can be relied on flow out."""
