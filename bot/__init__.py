"""The running program: a Discord client around the library, a Discord on this machine, and a command line."""
