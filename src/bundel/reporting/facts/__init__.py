"""What reports are filled with: live facts as plain values, each with its day, source and grade."""
