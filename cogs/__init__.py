"""The commands, one file a subject. Every module here with a `setup` is found and loaded."""
