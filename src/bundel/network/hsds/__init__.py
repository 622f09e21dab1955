"""Open Referral HSDS 3.1: the directory as other programs read it, and theirs as we read it."""
