"""Simulated users: persons whose knees react to what Coach has them do, day by day through the real code."""
