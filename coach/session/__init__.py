"""What is kept of a performance: the running journal, the record, the store."""
