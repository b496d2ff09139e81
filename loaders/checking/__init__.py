"""Rules that prove the curated data."""
