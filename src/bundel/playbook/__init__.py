"""The approach itself as a package: another municipality starts from it, adapts it, upgrades it."""
