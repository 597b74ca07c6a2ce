"""Reports for people and programs: words, json, pandas tables. Nothing is worked out here."""
