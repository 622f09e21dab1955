"""What the database refuses is said in words that people understand."""

from decimal import Decimal

import pytest
from django.apps import apps
from django.db.models import CheckConstraint, UniqueConstraint

from bundel.errors import Invalid
from bundel.programme.models import Pool, PoolChange, SaturationStep
from bundel.programme.services import saving

CONSTRAINTS = [
    constraint
    for model in apps.get_app_config("programme").get_models()
    for constraint in model._meta.constraints
    # What one code names twice is said with the name of its field.
    if isinstance(constraint, CheckConstraint)
    or (isinstance(constraint, UniqueConstraint) and constraint.fields[-1] != "code")
]


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=lambda one: one.name)
def test_every_constraint_has_words_of_its_own(constraint):
    usual = {"name", "adopted_plan_name", "scenario_name"}

    own = constraint.violation_error_message != constraint.default_violation_error_message
    assert own or constraint.name in usual


def test_a_check_is_told_in_its_own_words(coordinator):
    step = SaturationStep(
        municipality_id=coordinator.municipality_id,
        upto_share=Decimal(0),
        worth_share=Decimal(1),
    )

    with pytest.raises(Invalid) as refusal:
        saving.judge(step)

    assert [x.message for x in refusal.value.faults] == [
        "Een aandeel ligt boven 0 en is hooguit 1."
    ]


def test_what_is_there_already_is_told_at_its_field(coordinator):
    pool = Pool.objects.order_by("code")[0]
    line = {"municipality_id": coordinator.municipality_id, "pool": pool, "quarter": "2099-K1"}
    PoolChange.objects.create(**line, hours=1, reason="x")

    with pytest.raises(Invalid) as refusal:
        saving.judge(PoolChange(**line, hours=2, reason="y"))

    fault = refusal.value.faults[0]
    assert (fault.field, fault.code) == ("quarter", "taken")
    assert fault.message.startswith("Dit kwartaal staat er al.")
