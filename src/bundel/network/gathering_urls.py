"""The doors of gatherings, promises and calendars."""

from django.urls import path

from bundel.network.views import calendars, gatherings, guests, minutes, promises, series

GATHERING = "bijeenkomsten/<uuid:gathering_id>"
THEME = f"{GATHERING}/themas/<uuid:theme_id>"
SERIES = "bijeenkomsten/reeksen/<uuid:series_id>"
PROMISE = "toezeggingen/<uuid:promise_id>"

urlpatterns = [
    path("bijeenkomsten", gatherings.gatherings, name="gatherings"),
    path("bijeenkomsten/nieuw", gatherings.new, name="gathering_new"),
    path("bijeenkomsten/reeksen/nieuw", series.edit, name="series_new"),
    path(SERIES, series.series, name="series"),
    path(f"{SERIES}/wijzig", series.edit, name="series_edit"),
    path(f"{SERIES}/data", series.plan, name="series_plan"),
    path(GATHERING, gatherings.gathering, name="gathering"),
    path(f"{GATHERING}/wijzig", gatherings.edit, name="gathering_edit"),
    path(f"{GATHERING}/afzeggen", gatherings.cancel, name="gathering_cancel"),
    path(f"{GATHERING}/themas", gatherings.add_theme, name="theme_add"),
    path(THEME, gatherings.edit_theme, name="theme_edit"),
    path(f"{THEME}/verwijder", gatherings.remove_theme, name="theme_remove"),
    path(f"{GATHERING}/genodigden", guests.choose, name="guests"),
    path(f"{GATHERING}/uitnodigen", guests.invite, name="invite"),
    path(f"{GATHERING}/genodigden/<uuid:invitee_id>", guests.answer, name="guest_answer"),
    path(f"{GATHERING}/tijdens", minutes.minutes, name="minutes"),
    path(f"{GATHERING}/verslag", minutes.report, name="gathering_report"),
    path(f"{GATHERING}/toezeggingen", promises.add, name="promise_add"),
    path("toezeggingen", promises.promises, name="promises"),
    path("toezeggingen/onze", promises.own, name="own_promises"),
    path(PROMISE, promises.promise, name="promise"),
    path(f"{PROMISE}/wijzig", promises.edit, name="promise_edit"),
    path(f"{PROMISE}/heropen", promises.reopen, name="promise_reopen"),
    path("antwoord/<str:token>", guests.answer_by_link, name="link_reply"),
    path("agenda", calendars.calendars, name="calendars"),
    path("agenda/<uuid:key_id>/intrekken", calendars.revoke, name="calendar_revoke"),
    path("agenda/<str:token>.ics", calendars.feed, name="calendar_feed"),
]
