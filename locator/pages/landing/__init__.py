"""The landing page of a town and a treatment, part by part in the order in which it is read."""
