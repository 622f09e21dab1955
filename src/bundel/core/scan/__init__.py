"""Where, when and on which theme more is told than chance would bring together."""
