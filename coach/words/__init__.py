"""Every sentence that is spoken, keyed, one data file a language."""
