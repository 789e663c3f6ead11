"""The screens. Nothing outside this package knows Textual."""
