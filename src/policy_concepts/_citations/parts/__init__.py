"""The parts of a reference: names, dates, titles, numbers, terms."""
