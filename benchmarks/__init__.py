"""What the figures in the README come from: each module says at its head how it is run and what it needs."""
