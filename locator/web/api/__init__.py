"""The JSON API over HTTP: parameters come in as text, answers and problems go out as JSON."""
