"""Reports on paper: documents and slides drawn from what a report keeps, and nothing else."""
