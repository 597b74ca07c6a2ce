"""What a unit fills in, as plain frozen data: no file, no cell, no rule."""
