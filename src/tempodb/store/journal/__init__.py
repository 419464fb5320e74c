"""The only writer, and who checks what it wrote."""
