"""Widgets: they show and report, and know nothing of sessions."""
