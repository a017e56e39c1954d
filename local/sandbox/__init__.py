"""A small social platform on this machine, for trying Beadle and testing it; it never goes to AWS."""
