"""The rows of the programme; one file a subject."""

from bundel.programme.models.capacity import Fund, FundChange, FundPayee, Pool, PoolChange
from bundel.programme.models.common import Grade
from bundel.programme.models.frame import (
    Benefit,
    Department,
    Goal,
    MeasureGroup,
    Programme,
    SaturationStep,
)
from bundel.programme.models.grounds import PatternGround
from bundel.programme.models.initiatives import (
    TRANSITIONS,
    Commitment,
    Contribution,
    Initiative,
    Level,
    LevelHours,
    LevelMoney,
    Reach,
    State,
)
from bundel.programme.models.plans import (
    ENDED_STATES,
    OPEN_STATES,
    AdoptedPlan,
    NotNow,
    PlanRun,
    RunState,
    Scenario,
    Upload,
)
from bundel.programme.models.preconditions import Precondition, PreconditionKind
from bundel.programme.models.wishes import (
    AtRisk,
    Floor,
    Order,
    Precedence,
    Rule,
    RuleHours,
    RuleKind,
    RuleMember,
)

__all__ = [
    "ENDED_STATES",
    "OPEN_STATES",
    "TRANSITIONS",
    "AdoptedPlan",
    "AtRisk",
    "Benefit",
    "Commitment",
    "Contribution",
    "Department",
    "Floor",
    "Fund",
    "FundChange",
    "FundPayee",
    "Goal",
    "Grade",
    "Initiative",
    "Level",
    "LevelHours",
    "LevelMoney",
    "MeasureGroup",
    "NotNow",
    "Order",
    "PatternGround",
    "PlanRun",
    "Pool",
    "PoolChange",
    "Precedence",
    "Precondition",
    "PreconditionKind",
    "Programme",
    "Reach",
    "Rule",
    "RuleHours",
    "RuleKind",
    "RuleMember",
    "RunState",
    "SaturationStep",
    "Scenario",
    "State",
    "Upload",
]
