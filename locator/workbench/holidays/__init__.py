"""Holiday hours: the calendar of one clinic or of all, and the form that sets days in it."""
