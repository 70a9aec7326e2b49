"""Structured data (schema.org): one linked graph a page, whose nodes name each other by @id.

Rules A11 to A23: one stable @id a clinic, no ratings, nothing that the page does not show. Nothing here
is written into HTML by hand: the template serialises the graph with |tojson (rule A23).
"""
