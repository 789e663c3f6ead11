"""Exported sound looked at from outside: cut at the moments of `show --json`, recognised, measured."""
