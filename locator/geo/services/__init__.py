"""Geocoding services over the network: asked rarely, briefly, and remembered under seal."""
