"""Cells <-> model: the only place that knows an address, a sheet's name or how a sheet is drawn."""
