"""Model + edition -> Document: everything that depends on a language or an audience is settled."""
