"""What is measured, each as a ratio to something measured in the same run, or as a count. `make bench` runs all."""
