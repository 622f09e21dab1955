"""The doors of the plan, of what if, and of adopting."""

from django.urls import path

from bundel.programme.views import adopt, pictures, plan, runs, what_if

RUN = "plan/<uuid:run_id>"
ADOPTED = "plan/aangenomen/<uuid:plan_id>"
SCENARIO = "wat-als/<uuid:scenario_id>"

urlpatterns = [
    path("plan", plan.plan, name="plan"),
    path("plan/bereken", runs.start, name="plan_new"),
    path("plan/berekeningen", plan.runs, name="plan_runs"),
    path("plan/aangenomen", adopt.adopted_plans, name="plan_adopted_list"),
    path("plan/vergelijk", adopt.compare, name="plan_compare"),
    path(ADOPTED, adopt.adopted, name="plan_adopted"),
    path(
        f"{ADOPTED}/beeld/<str:name>.<str:kind>",
        pictures.adopted_picture,
        name="plan_adopted_picture",
    ),
    path(RUN, plan.run, name="plan_run"),
    path(f"{RUN}/stop", runs.stop, name="plan_stop"),
    path(f"{RUN}/opnieuw", runs.again, name="plan_again"),
    path(f"{RUN}/aannemen", adopt.adopt, name="plan_adopt"),
    path(f"{RUN}/beeld/<str:name>.<str:kind>", pictures.run_picture, name="plan_picture"),
    path("wat-als", what_if.what_if, name="what_if"),
    path("wat-als/nieuw", what_if.new, name="what_if_new"),
    path(SCENARIO, what_if.scenario, name="what_if_scenario"),
    path(f"{SCENARIO}/wijzig", what_if.edit, name="what_if_edit"),
    path(f"{SCENARIO}/bereken", what_if.calculate, name="what_if_run"),
    path(f"{SCENARIO}/verwijder", what_if.remove, name="what_if_remove"),
]
