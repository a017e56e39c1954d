"""The `beadle` command: what officers and engineers do by hand. One file a subject."""
