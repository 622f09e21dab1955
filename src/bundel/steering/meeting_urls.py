"""The doors of meetings: planning, the agenda, the screen for in the meeting, and the minutes."""

from django.urls import path

from bundel.steering.views import agenda, in_meeting, meetings

BODY = "overleggen/<uuid:body_id>"
MEETING = "vergaderingen/<uuid:meeting_id>"
ITEM = f"{MEETING}/punten/<uuid:item_id>"
GUEST = f"{MEETING}/genodigden/<uuid:attendance_id>"

urlpatterns = [
    path("vergaderingen", meetings.meetings, name="meetings"),
    path("vergaderingen/lijst.<str:kind>", meetings.meetings_file, name="meetings_file"),
    path("vergaderingen/antwoord/<str:token>", meetings.answer_by_link, name="link_reply"),
    path(f"{BODY}/plannen", meetings.plan, name="meetings_plan"),
    path(f"{BODY}/vergadering", meetings.new, name="meeting_new"),
    path(MEETING, agenda.meeting, name="meeting"),
    path(f"{MEETING}/wijzig", meetings.move, name="meeting_move"),
    path(f"{MEETING}/afzeggen", meetings.cancel, name="meeting_cancel"),
    path(f"{MEETING}/uitnodigen", meetings.invite, name="meeting_invite"),
    path(f"{MEETING}/stukken.pdf", meetings.papers, name="meeting_papers"),
    path(GUEST, meetings.answer, name="meeting_answer"),
    path(f"{MEETING}/agenda/maak", agenda.draft, name="agenda_draft"),
    path(f"{MEETING}/agenda/erbij", agenda.take, name="agenda_take"),
    path(f"{MEETING}/punten", agenda.add, name="item_add"),
    path(ITEM, agenda.edit, name="item_edit"),
    path(f"{ITEM}/plaats", agenda.move, name="item_move"),
    path(f"{ITEM}/af", agenda.drop, name="item_drop"),
    path(f"{MEETING}/open", in_meeting.begin, name="meeting_open"),
    path(f"{MEETING}/bezig", in_meeting.screen, name="in_meeting"),
    path(f"{MEETING}/bezig/punt", in_meeting.add_item, name="in_meeting_add"),
    path(f"{MEETING}/bezig/iedereen", in_meeting.tick_all, name="in_meeting_tick_all"),
    path(f"{ITEM}/hier", in_meeting.go, name="in_meeting_go"),
    path(f"{ITEM}/besluit", in_meeting.decide, name="in_meeting_decide"),
    path(f"{ITEM}/nu-niet", in_meeting.not_now, name="in_meeting_not_now"),
    path(f"{ITEM}/actie", in_meeting.act, name="in_meeting_action"),
    path(f"{ITEM}/notitie", in_meeting.note, name="in_meeting_note"),
    path(f"{GUEST}/aanwezig", in_meeting.tick, name="in_meeting_tick"),
    path(f"{MEETING}/sluiten", in_meeting.close, name="meeting_close"),
    path(f"{MEETING}/lijst-<int:number>.pdf", in_meeting.minutes_file, name="minutes_file"),
    path(f"{MEETING}/lijst/verstuur", in_meeting.send_minutes, name="minutes_send"),
    path(f"{MEETING}/lijst/verbeter", in_meeting.correct, name="minutes_correct"),
]
