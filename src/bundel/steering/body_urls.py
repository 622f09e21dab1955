"""The doors of bodies."""

from django.urls import path

from bundel.steering.views import bodies

BODY = "overleggen/<uuid:body_id>"

urlpatterns = [
    path("overleggen", bodies.bodies, name="bodies"),
    path("overleggen/nieuw", bodies.edit, name="body_new"),
    path("overleggen/lijst.<str:kind>", bodies.bodies_file, name="bodies_file"),
    path(BODY, bodies.body, name="body"),
    path(f"{BODY}/wijzig", bodies.edit, name="body_edit"),
    path(f"{BODY}/verwijder", bodies.archive, name="body_archive"),
    path(f"{BODY}/leden", bodies.add_member, name="member_add"),
    path(f"{BODY}/leden/<uuid:member_id>/verwijder", bodies.remove_member, name="member_remove"),
]
