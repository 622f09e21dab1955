"""The doors of the directory: partners, services, locations, contacts, and their freshness."""

from django.urls import path

from bundel.network.views import (
    contacts,
    freshness,
    history,
    links,
    locations,
    offers,
    organisations,
)

PARTNER = "partners/<uuid:organisation_id>"
SERVICE = "diensten/<uuid:service_id>"
LOCATION = "locaties/<uuid:location_id>"
CONTACT = "contacten/<uuid:contact_id>"
HISTORY, BACK = "geschiedenis", "geschiedenis/<int:number>/terug"

urlpatterns = [
    path("partners", organisations.organisations_list, name="organisations"),
    path(
        "partners/bestand/<str:kind>", organisations.organisations_file, name="organisations_file"
    ),
    path("partners/nieuw", organisations.new, name="organisation_new"),
    path(PARTNER, organisations.organisation, name="organisation"),
    path(f"{PARTNER}/wijzig", organisations.edit, name="organisation_edit"),
    path(f"{PARTNER}/status", organisations.move, name="organisation_state"),
    path(f"{PARTNER}/leg-weg", organisations.archive, name="organisation_archive"),
    path(f"{PARTNER}/haal-terug", organisations.restore, name="organisation_restore"),
    path(f"{PARTNER}/klopt", freshness.confirm_organisation, name="organisation_confirm"),
    path(f"{PARTNER}/vraag-nu", freshness.ask, name="organisation_ask"),
    path(f"{PARTNER}/{HISTORY}", history.organisation, name="organisation_history"),
    path(f"{PARTNER}/{BACK}", history.organisation_back, name="organisation_back"),
    path(f"{PARTNER}/diensten/nieuw", offers.new, name="service_new"),
    path(f"{PARTNER}/locaties/nieuw", locations.new, name="location_new"),
    path(f"{PARTNER}/contacten/nieuw", contacts.new, name="contact_new"),
    path(SERVICE, offers.service, name="service"),
    path(f"{SERVICE}/wijzig", offers.edit, name="service_edit"),
    path(f"{SERVICE}/waar-en-wanneer", offers.times, name="service_times"),
    path(f"{SERVICE}/plek", offers.room, name="service_room"),
    path(f"{SERVICE}/klopt", freshness.confirm_service, name="service_confirm"),
    path(f"{SERVICE}/leg-weg", offers.archive, name="service_archive"),
    path(f"{SERVICE}/haal-terug", offers.restore, name="service_restore"),
    path(f"{SERVICE}/{HISTORY}", history.service, name="service_history"),
    path(f"{SERVICE}/{BACK}", history.service_back, name="service_back"),
    path(f"{LOCATION}/wijzig", locations.edit, name="location_edit"),
    path(f"{LOCATION}/verwijder", locations.remove, name="location_remove"),
    path(f"{LOCATION}/{HISTORY}", history.location, name="location_history"),
    path(f"{LOCATION}/{BACK}", history.location_back, name="location_back"),
    path(CONTACT, contacts.contact, name="contact"),
    path(f"{CONTACT}/wijzig", contacts.edit, name="contact_edit"),
    path(f"{CONTACT}/vertrekt", contacts.leave, name="contact_leave"),
    path(f"{CONTACT}/{HISTORY}", history.contact, name="contact_history"),
    path(f"{CONTACT}/{BACK}", history.contact_back, name="contact_back"),
    path("klopt-het-nog", freshness.overview, name="freshness"),
    path(
        "klopt-het-nog/<uuid:correction_id>/afgehandeld",
        freshness.close_correction,
        name="correction_close",
    ),
    path("instellingen", freshness.settings, name="settings"),
    path("link/<str:token>/klopt-dit-nog", links.confirm, name="link_confirm"),
]
