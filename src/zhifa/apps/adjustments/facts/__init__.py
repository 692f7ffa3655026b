"""What a change rests on: what the catalogue says now, what would be written, what the proof would find, how the items score."""
