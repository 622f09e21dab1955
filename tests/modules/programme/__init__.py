"""Tests of the programme: services, selectors, workbooks, plans."""
