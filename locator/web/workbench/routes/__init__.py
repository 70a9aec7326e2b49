"""The routes of each section, in the module that is named after it."""
