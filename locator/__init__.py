"""A folder of plain files becomes an honest clinic locator."""

__version__ = "0.1.0"
