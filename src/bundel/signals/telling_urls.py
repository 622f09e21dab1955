"""The doors of telling: the form, what is like it, what became of it, and following."""

from django.urls import path

from bundel.signals.views import offline, photos, telling

urlpatterns = [
    path("melden", telling.tell, name="tell"),
    path("melden/lijkt-op", telling.similar, name="similar"),
    path("melden/zonder-verbinding", offline.form, name="tell_offline"),
    path("melden/toestel", offline.device, name="tell_device"),
    path("dienst.js", offline.worker, name="worker"),
    path("app.webmanifest", offline.manifest, name="manifest"),
    path("fotos", photos.photos, name="photos"),
    path("fotos/<uuid:photo_id>", photos.photo, name="photo"),
    path("fotos/<uuid:photo_id>/bekeken", photos.check, name="photo_check"),
    path("<uuid:signal_id>/gemeld", telling.told, name="told"),
    path("<uuid:signal_id>/volg", telling.follow, name="follow"),
    path("<uuid:signal_id>/volg-niet", telling.unfollow, name="unfollow"),
]
