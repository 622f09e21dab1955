"""What is met has a proof: also what was met before proofs were asked."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models
from django.db.models import Q

# The owner of the tables obeys the row policies too, and here has no municipality.
STOOD_MET = """
    ALTER TABLE "programme_precondition" NO FORCE ROW LEVEL SECURITY;
    UPDATE "programme_precondition" SET "proof" = 'stond al op voldaan' WHERE "met";
    ALTER TABLE "programme_precondition" FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    """Fill the proofs, then hold every row to it."""

    dependencies: ClassVar = [("programme", "0005_preconditions")]
    operations: ClassVar = [
        migrations.RunSQL(STOOD_MET, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="precondition",
            constraint=models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "mandate",
                        "privacy",
                        "procurement",
                        "data",
                        "people",
                        "communication",
                        "money",
                        "other",
                    ]
                ),
                name="precondition_kind",
                violation_error_message="Deze soort bestaat niet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="precondition",
            constraint=models.CheckConstraint(
                condition=Q(("met", False), ("proof", ""))
                | Q(("met", True), Q(("proof", ""), _negated=True)),
                name="precondition_met_iff_proof",
                violation_error_message="Schrijf op waaruit blijkt dat het is voldaan.",
            ),
        ),
    ]
