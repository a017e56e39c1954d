"""`make run`: the whole of Beadle on one machine, at work before one's eyes, on a file of comments."""
