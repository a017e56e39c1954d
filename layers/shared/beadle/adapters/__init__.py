"""Whoever answers a port with a real machine."""
