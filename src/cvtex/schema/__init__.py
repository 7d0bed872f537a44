"""The types of the schema: texts, dates, addresses, phone numbers, and records of them."""
