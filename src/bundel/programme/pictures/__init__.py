"""Pictures of a plan as SVG: a dataclass goes in, a text comes out; colours are classes."""
