"""Workbooks and CSV: out as easily as in, checked as a whole before anything is taken over."""
