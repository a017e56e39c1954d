"""The policy as data: what an officer may change."""
