"""Text in, findings out: pure, one file a detector."""
