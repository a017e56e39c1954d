"""What Beadle's judgements are worth, measured on text that it was not made from, beside its peers."""
