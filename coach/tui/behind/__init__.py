"""What `coach.tui.program` is made of: the desk in the words of `coach.tui.ports`, subject by subject."""
