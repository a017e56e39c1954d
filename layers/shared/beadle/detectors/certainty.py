"""How sure a detector may claim to be, so that a policy's thresholds mean the same for all of them."""

CERTAIN = 0.97
"""Hardly ever wrong: an exact form with its check digits, an unmistakable threat."""
STRONG = 0.92
"""Wrong a few times in a hundred."""
DOUBTFUL = 0.79
"""The most that a finding may have which only a person can decide; no policy removes at it (policy/schema.py)."""
LIKELY = 0.7
"""More often right than wrong: worth an officer's look."""
SLIGHT = 0.55
"""As often right as wrong."""
WEAK = 0.35
"""Kept for the record; no rule should bite at it."""
