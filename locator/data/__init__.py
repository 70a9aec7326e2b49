"""Files that ship with the package; LICENSES.md says where each is from."""
