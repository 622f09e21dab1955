"""What every REST resource shares: Dutch names outside, pages and problems; knows no domain."""
