"""Beadle: keeps order on a council's social media channels and publishes its news."""
