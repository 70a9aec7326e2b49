"""The site over HTTP: a thin Starlette front on the pages."""
