"""One document in plain parts, written as PDF, slides or a letter; knows no domain."""
