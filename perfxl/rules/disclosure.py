"""What must not stand in a document that will be published (PUB)."""
