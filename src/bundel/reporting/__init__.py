"""What goes out in words and figures: board pack, progress, letters, who is told what."""
