"""What Beadle does, one verb a file. A use case meets the world only through `domain/ports.py`."""
