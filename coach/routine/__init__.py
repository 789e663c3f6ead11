"""The file format of routines: models, reader, checks, library."""
