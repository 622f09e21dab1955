"""The doors of the sources of the directory, and of the directory as a file."""

from django.urls import path

from bundel.network.views import feeds

urlpatterns = [
    path("bronnen", feeds.overview, name="feeds"),
    path("bronnen/nieuw", feeds.new, name="feed_new"),
    path("bronnen/<uuid:feed_id>", feeds.feed, name="feed"),
    path("bronnen/<uuid:feed_id>/wijzig", feeds.edit, name="feed_edit"),
    path("bronnen/<uuid:feed_id>/aan-of-uit", feeds.switch, name="feed_switch"),
    path("bronnen/<uuid:feed_id>/lees", feeds.fetch, name="feed_fetch"),
    path("bronnen/lezing/<uuid:load_id>", feeds.load, name="feed_load"),
    path("bronnen/lezing/<uuid:load_id>/niet", feeds.refuse, name="feed_refuse"),
    path("export/<str:kind>", feeds.export, name="directory_export"),
]
