"""Words to samples: engines behind one protocol, and the cache of what was spoken before."""
