"""Tests of reports as words, json and tables."""
