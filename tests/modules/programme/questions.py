"""Questions for the planner that are not those of the demo."""

import random

QUARTERS = [f"{2027 + index // 4}-K{index % 4 + 1}" for index in range(12)]


def hard(initiatives=70):
    """A question that takes the planner minutes, so that there is time to stop it."""
    dice = random.Random(1)
    return {
        "version": "1",
        "quarters": QUARTERS,
        "pools": [{"id": f"team-{k}", "hours": [100.0] * len(QUARTERS)} for k in range(8)],
        "initiatives": [_initiative(dice, index) for index in range(initiatives)],
    }


def _initiative(dice, index):
    return {
        "id": f"INI-{index:03}",
        "name": f"Initiatief {index}",
        "levels": [_level(dice, name, size) for name, size in (("klein", 0.5), ("gewoon", 1.0))],
    }


def _level(dice, name, size):
    duration = dice.randint(3, 8)
    teams = dice.sample(range(8), 3)
    return {
        "id": name,
        "duration": duration,
        "hours": {f"team-{k}": [60 * size] + [25 * size] * (duration - 1) for k in teams},
        "now": dice.random() * 1000 * size,
        "later": dice.random() * 3000 * size,
    }


def impossible():
    """A question of which two wishes clash: both must be in, and there are hours for one."""
    level = {"id": "gewoon", "duration": 2, "hours": {"team": [80, 80]}, "now": 10}
    return {
        "version": "1",
        "quarters": QUARTERS[:2],
        "pools": [{"id": "team", "name": "Jurist", "hours": [100, 100]}],
        "initiatives": [
            {"id": name, "name": name, "levels": [level], "must_finish": True} for name in "AB"
        ],
        "exactly_one": [["A"], ["B"]],
    }
