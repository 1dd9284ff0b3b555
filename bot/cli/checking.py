"""The command that lints the documents and verifies the edition word for word: check."""

COMMANDS = ()
