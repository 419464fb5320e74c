"""What is measured beside other databases, in one run and over the same facts: `make bench`."""
