"""The player: a pure state machine. Commands and time go in, events come out."""
