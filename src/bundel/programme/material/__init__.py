"""All of the programme that a plan is made of, read at once and frozen, by code."""

from bundel.programme.material.reading import (
    NoProgramme,
    net_hours,
    read_demand,
    read_material,
)
from bundel.programme.material.values import (
    FundMaterial,
    InitiativeMaterial,
    LevelMaterial,
    Material,
    MoneyPart,
    PoolMaterial,
    PrecedenceMaterial,
    ReachPart,
    RuleMaterial,
    codes,
)

__all__ = [
    "FundMaterial",
    "InitiativeMaterial",
    "LevelMaterial",
    "Material",
    "MoneyPart",
    "NoProgramme",
    "PoolMaterial",
    "PrecedenceMaterial",
    "ReachPart",
    "RuleMaterial",
    "codes",
    "net_hours",
    "read_demand",
    "read_material",
]
