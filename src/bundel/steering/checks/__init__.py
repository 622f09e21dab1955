"""Checks of the approach: the rules, one list; each explains what it finds in a sentence."""

from __future__ import annotations

from bundel.steering.checks import deciding, money, planning, responsibility, together
from bundel.steering.checks.rule import Found, Rule

# In the order in which people read them.
RULES: tuple[Rule, ...] = (
    responsibility.NO_COMMISSIONER,
    responsibility.COMMISSION_WAITS,
    responsibility.SIDE_GONE,
    responsibility.LEAD_HAS_MANY,
    responsibility.LEAD_HAS_HOURS,
    planning.UNMET_PRECONDITION,
    planning.PRECEDENCE_BROKEN,
    planning.POOL_OVER,
    money.MONEY_ENDS,
    money.NO_STRUCTURAL_COVER,
    money.ONLY_SHORT_TERM,
    together.AREA_WITHOUT,
    together.NO_CONTACT,
    together.NO_AGREEMENT,
    together.SIGNALS_LATE,
    together.ISSUE_LATE,
    deciding.DECISION_LATE,
    deciding.REVIEW_DUE,
)
BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}

__all__ = ["BY_CODE", "RULES", "Found", "Rule"]
