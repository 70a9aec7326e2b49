"""The JSON API of a site as values: its data, its description (OpenAPI) and the page about it."""
