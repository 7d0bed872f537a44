"""What may be written: texts, dates, addresses, and the records that sections are made of."""
