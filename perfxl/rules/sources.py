"""Whether descriptions define what is counted, and sources can be looked up (BAS-06 to BAS-10)."""
