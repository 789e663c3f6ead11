"""The questions after a session and the flow of answering them."""
