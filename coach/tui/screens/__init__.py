"""Screens: each wires its widgets to what `coach.tui.ports` hands it; its style is the `.tcss` file beside it."""
