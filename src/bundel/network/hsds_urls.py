"""The doors of /hsds/v3, by the paths of the standard."""

from django.urls import path, re_path

from bundel.network.views import hsds

app_name = "hsds"

urlpatterns = [
    # The standard writes the base with a slash, most programs cut that off.
    re_path(r"^/?$", hsds.base, name="base"),
    path("/openapi.json", hsds.openapi, name="openapi"),
    path("/services", hsds.services, name="services"),
    path("/services/<str:service_id>", hsds.service, name="service"),
    path("/organizations", hsds.organizations, name="organizations"),
    path("/organizations/<str:organisation_id>", hsds.organization, name="organization"),
    path("/service_at_locations", hsds.service_at_locations, name="service_at_locations"),
    path(
        "/service_at_locations/<str:place_id>", hsds.service_at_location, name="service_at_location"
    ),
    path("/taxonomies", hsds.taxonomies, name="taxonomies"),
    path("/taxonomies/<str:taxonomy>", hsds.taxonomy, name="taxonomy"),
    path("/taxonomy_terms", hsds.taxonomy_terms, name="taxonomy_terms"),
    path("/taxonomy_terms/<str:term_id>", hsds.taxonomy_term, name="taxonomy_term"),
]
