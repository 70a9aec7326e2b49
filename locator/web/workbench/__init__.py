"""The workbench over HTTP: sign-in, sessions, and thin routes on `locator.workbench`."""
