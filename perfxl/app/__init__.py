"""What perfxl does, one module an operation: a book in, a frozen report out; nothing is printed here."""
