"""Discord's limits: what a message, a modal or a command may be, and the error that says where it is not."""
