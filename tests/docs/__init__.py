"""What the pages and files for contributors claim, held to the files they speak of."""
