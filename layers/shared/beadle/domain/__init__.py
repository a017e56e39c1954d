"""What Beadle knows, without any machine: pure, and importing the standard library only."""
