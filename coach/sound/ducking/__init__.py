"""Other programs' music goes down while Coach speaks, on PulseAudio and PipeWire; the extra `duck`.

A small process of its own does it (`process.py`), so that a killed Coach leaves no music low: its end of the pipe
closes, and the process puts everything back and ends. What it lowered is in a small file as well (`kept.py`), from
which the next start restores where the process itself was killed. Coach tells it when there will be something to
hear (`teller.py`); when music goes down and up follows from that (`schedule.py`), which streams are meant from what
they say of themselves (`choosing.py`), and their volumes from `lowering.py`: these three are pure. Only `server.py`
knows pulsectl.
"""
