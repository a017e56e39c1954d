"""Where the learned model lies. Made by `make model`; what it learned from stands in models/README.md."""

from pathlib import Path

ARTEFACT = Path(__file__).with_name("abuse.npz")
