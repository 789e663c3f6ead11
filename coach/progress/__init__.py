"""What answers mean for the next session: readings, rules, response."""
