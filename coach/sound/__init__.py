"""Samples to a device, a file or nothing: mixer, tones, sinks."""
