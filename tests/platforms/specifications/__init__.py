"""The platforms' own published descriptions, to which adapters and fakes are held alike."""
