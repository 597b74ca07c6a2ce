"""The bundled sample: one unit's whole department document of 2025, as published."""
