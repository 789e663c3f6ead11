"""What is written for others to read, hear or print: plots, and the page for a clinician."""
