"""What a program calls: a database, its sessions, its questions and its writes."""
