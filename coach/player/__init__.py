"""The player: a pure state machine. Commands and time go in, events come out.

`player.Player` is what others use, with the words of `model`; `transitions` says what each command decides.
"""
