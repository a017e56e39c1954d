"""What never goes to AWS: the embedded AWS, the packager and the sandbox platform."""
