"""The commands of `bundel`, one file each; a command is imported when it is called."""
