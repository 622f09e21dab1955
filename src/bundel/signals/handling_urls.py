"""The doors of the list of signals, of one signal, and of the links in mails about it."""

from django.urls import path

from bundel.signals.views import becoming, card, inbox, links

SIGNAL = "<uuid:signal_id>"
PARTNER = "van-ons/<uuid:organisation_id>"

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("link/<str:token>/reageer", links.reply, name="link_reply"),
    path("link/<str:token>/oordeel", links.rate, name="link_rate"),
    path("van-ons", becoming.becoming, name="becoming"),
    path("van-ons/bestand/<str:kind>", becoming.becoming_file, name="becoming_file"),
    path(PARTNER, becoming.becoming_of, name="becoming_of"),
    path(f"{PARTNER}/bestand/<str:kind>", becoming.becoming_of_file, name="becoming_of_file"),
    path(SIGNAL, card.signal, name="signal"),
    path(f"{SIGNAL}/antwoord", card.answer, name="answer"),
    path(f"{SIGNAL}/vraag", card.ask, name="ask"),
    path(f"{SIGNAL}/reageer", card.reply, name="reply"),
    path(f"{SIGNAL}/geef-door", card.pass_on, name="pass_on"),
    path(f"{SIGNAL}/pak-op", card.take, name="take"),
    path(f"{SIGNAL}/thema", card.theme, name="choose_theme"),
    path(f"{SIGNAL}/deel", card.share, name="share"),
    path(f"{SIGNAL}/voeg-samen", card.merge, name="merge"),
    path(f"{SIGNAL}/weer-los", card.unmerge, name="unmerge"),
    path(f"{SIGNAL}/niet-voor-ons", card.not_ours, name="not_ours"),
    path(f"{SIGNAL}/sluit", card.close, name="close"),
    path(f"{SIGNAL}/heropen", card.reopen, name="reopen"),
    path(f"{SIGNAL}/oordeel", card.rate, name="rate"),
    path(f"{SIGNAL}/geef-vrij", card.release, name="release"),
    path(f"{SIGNAL}/geef-terug", card.give_back, name="give_back"),
]
