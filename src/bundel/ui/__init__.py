"""Page frame and components on NL Design System; knows no domain."""
