"""Pictures that Pero draws."""
