"""The trail in words: what was done, to what, and what a reading of the whole showed."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bundel.accounts.models import Role
from bundel.audit.auditor import Finding, Tampering

# Modules above know their acts; the trail only knows what to call them.
ACTIONS = {
    "reporting.make_pack": gettext_lazy("stuk voor de stuurgroep gemaakt"),
    "reporting.renew_pack": gettext_lazy("cijfers van een stuk vernieuwd"),
    "reporting.edit_pack": gettext_lazy("boodschap van een stuk gewijzigd"),
    "reporting.freeze_pack": gettext_lazy("stuk voor de stuurgroep vastgelegd"),
    "reporting.drop_pack": gettext_lazy("concept van een stuk weggegooid"),
    "reporting.make_progress": gettext_lazy("voortgang begonnen"),
    "reporting.renew_progress": gettext_lazy("cijfers van de voortgang vernieuwd"),
    "reporting.edit_progress": gettext_lazy("voortgang geschreven"),
    "reporting.freeze_progress": gettext_lazy("voortgang vastgelegd"),
    "reporting.make_letter": gettext_lazy("raadsinformatiebrief begonnen"),
    "reporting.renew_letter": gettext_lazy("feiten van een brief vernieuwd"),
    "reporting.edit_letter": gettext_lazy("raadsinformatiebrief gewijzigd"),
    "reporting.freeze_letter": gettext_lazy("raadsinformatiebrief vastgelegd"),
    "reporting.drop_letter": gettext_lazy("concept van een brief weggegooid"),
    "reporting.add_rule": gettext_lazy("regel van het communicatieplan toegevoegd"),
    "reporting.edit_rule": gettext_lazy("regel van het communicatieplan gewijzigd"),
    "reporting.edit_message": gettext_lazy("bericht gewijzigd"),
    "reporting.send_message": gettext_lazy("bericht verstuurd"),
    "reporting.told_message": gettext_lazy("bericht als verteld gemeld"),
    "reporting.drop_message": gettext_lazy("bericht laten vervallen"),
    "reporting.start_rules": gettext_lazy("startlijst van het communicatieplan overgenomen"),
    "session.begin": gettext_lazy("ingelogd"),
    "session.end": gettext_lazy("uitgelogd"),
    "session.refused": gettext_lazy("inloggen geweigerd"),
    "session.wrong_code": gettext_lazy("verkeerde code bij inloggen"),
    "accounts.open_municipality": gettext_lazy("gemeente gemaakt"),
    "accounts.invite": gettext_lazy("iemand uitgenodigd"),
    "accounts.invite_again": gettext_lazy("opnieuw uitgenodigd"),
    "accounts.change_person": gettext_lazy("medewerker gewijzigd"),
    "accounts.block": gettext_lazy("toegang geblokkeerd"),
    "accounts.unblock": gettext_lazy("weer toegang gegeven"),
    "accounts.forget_second_step": gettext_lazy("tweede stap gewist"),
    "accounts.make_second_step": gettext_lazy("tweede stap ingesteld"),
    "accounts.remove_second_step": gettext_lazy("tweede stap uitgezet"),
    "accounts.ask_password": gettext_lazy("nieuw wachtwoord gevraagd"),
    "accounts.choose_password": gettext_lazy("wachtwoord gekozen"),
    "accounts.change_password": gettext_lazy("wachtwoord gewijzigd"),
    "accounts.make_token": gettext_lazy("sleutel gemaakt"),
    "accounts.revoke_token": gettext_lazy("sleutel ingetrokken"),
    "programme.create_initiative": gettext_lazy("initiatief genoteerd"),
    "programme.edit_initiative": gettext_lazy("initiatief gewijzigd"),
    "programme.bulk_edit": gettext_lazy("initiatieven samen gewijzigd"),
    "programme.move_initiative": gettext_lazy("status gewijzigd"),
    "programme.archive_initiative": gettext_lazy("initiatief verwijderd"),
    "programme.restore_initiative": gettext_lazy("initiatief teruggehaald"),
    "programme.edit_capacity": gettext_lazy("uren of geld gewijzigd"),
    "programme.edit_goals": gettext_lazy("doelen of instellingen gewijzigd"),
    "programme.edit_rules": gettext_lazy("regels of ondergrenzen gewijzigd"),
    "programme.import": gettext_lazy("werkboek geladen"),
    "plan.run": gettext_lazy("plan laten rekenen"),
    "plan.stop": gettext_lazy("rekenen gestopt"),
    "plan.adopt": gettext_lazy("plan aangenomen"),
    "scenario.create": gettext_lazy("scenario gemaakt"),
    "scenario.edit": gettext_lazy("scenario gewijzigd"),
    "scenario.remove": gettext_lazy("scenario verwijderd"),
    "areas.load": gettext_lazy("gebieden geladen"),
    "signals.load_lists": gettext_lazy("thema's van signalen geladen"),
    "signals.tell": gettext_lazy("signaal gemeld"),
    "signals.release": gettext_lazy("signaal vrijgegeven"),
    "signals.refuse": gettext_lazy("signaal teruggegeven om te verwoorden"),
    "signals.route": gettext_lazy("signaal verdeeld"),
    "signals.pass_on": gettext_lazy("signaal doorgegeven"),
    "signals.choose_theme": gettext_lazy("thema van signaal gewijzigd"),
    "signals.ask_back": gettext_lazy("melder iets gevraagd"),
    "signals.reply": gettext_lazy("melder gereageerd"),
    "signals.answer": gettext_lazy("signaal beantwoord"),
    "signals.rate": gettext_lazy("gezegd of dit een antwoord was"),
    "signals.reopen": gettext_lazy("signaal heropend"),
    "signals.close": gettext_lazy("signaal afgesloten"),
    "signals.merge": gettext_lazy("signalen samengevoegd"),
    "signals.not_ours": gettext_lazy("signaal doorverwezen"),
    "signals.share": gettext_lazy("signaal gedeeld"),
    "signals.follow": gettext_lazy("signaal gevolgd"),
    "signals.unfollow": gettext_lazy("signaal niet meer gevolgd"),
    "signals.import": gettext_lazy("signalen uit een bestand geladen"),
    "signals.edit_theme": gettext_lazy("thema van signalen gewijzigd"),
    "signals.edit_team": gettext_lazy("team gewijzigd"),
    "signals.edit_rules": gettext_lazy("verdeelregels gewijzigd"),
    "signals.activate_rules": gettext_lazy("verdeellijst in gebruik genomen"),
    "signals.edit_settings": gettext_lazy("instellingen van signalen gewijzigd"),
    "signals.add_photo": gettext_lazy("foto bij signaal gedaan"),
    "signals.check_photo": gettext_lazy("foto bekeken"),
    "signals.scan": gettext_lazy("naar patronen gezocht"),
    "signals.confirm_pattern": gettext_lazy("patroon herkend"),
    "signals.dismiss_pattern": gettext_lazy("patroon niet herkend"),
    "signals.tell_outcome": gettext_lazy("melders verteld wat ervan kwam"),
    "steering.draft_commission": gettext_lazy("opdracht voorbereid"),
    "steering.edit_commission": gettext_lazy("opdracht in voorbereiding gewijzigd"),
    "steering.set_roles": gettext_lazy("rollen van een opdracht gewijzigd"),
    "steering.export_commissions": gettext_lazy("opdrachten opgeslagen als bestand"),
    "steering.commission_offered": gettext_lazy("opdracht aangeboden"),
    "steering.commission_accepted": gettext_lazy("opdracht aangenomen"),
    "steering.commission_refused": gettext_lazy("opdracht niet aangenomen"),
    "steering.commission_withdrawn": gettext_lazy("opdracht ingetrokken"),
    "steering.commission_change_proposed": gettext_lazy("wijziging van opdracht voorgesteld"),
    "steering.commission_change_agreed": gettext_lazy("wijziging van opdracht aangenomen"),
    "steering.commission_change_refused": gettext_lazy("wijziging van opdracht niet aangenomen"),
    "steering.commission_change_withdrawn": gettext_lazy("wijziging van opdracht ingetrokken"),
    "steering.commission_discharge_asked": gettext_lazy("décharge gevraagd"),
    "steering.commission_discharged": gettext_lazy("décharge verleend"),
    "steering.commission_discharge_refused": gettext_lazy("décharge nog niet verleend"),
    "steering.commission_return_asked": gettext_lazy("gevraagd een opdracht te laten stoppen"),
    "steering.commission_returned": gettext_lazy("opdracht teruggegeven"),
    "steering.commission_return_refused": gettext_lazy("niet ingestemd met stoppen van opdracht"),
    "steering.commission_discharge_withdrawn": gettext_lazy("vraag om décharge ingetrokken"),
    "steering.commission_return_withdrawn": gettext_lazy("vraag om stoppen ingetrokken"),
    "steering.commissioner_changed": gettext_lazy("andere opdrachtgever gekozen"),
    "steering.contractor_changed": gettext_lazy("andere opdrachtnemer gekozen"),
    "network.add_term": gettext_lazy("term toegevoegd"),
    "network.edit_term": gettext_lazy("term gewijzigd"),
    "network.add_word": gettext_lazy("woord van de straat toegevoegd"),
    "network.edit_word": gettext_lazy("woord van de straat gewijzigd"),
    "network.remove_word": gettext_lazy("woord van de straat verwijderd"),
    "network.load_lists": gettext_lazy("woordenlijsten van het netwerk geladen"),
    "network.load_material": gettext_lazy("netwerk geladen uit bestanden"),
    "network.choose_digest": gettext_lazy("maandmail ingesteld"),
    "network.add_organisation": gettext_lazy("partner toegevoegd"),
    "network.edit_organisation": gettext_lazy("partner gewijzigd"),
    "network.move_organisation": gettext_lazy("status van partner gewijzigd"),
    "network.archive_organisation": gettext_lazy("partner weggelegd"),
    "network.restore_organisation": gettext_lazy("partner teruggehaald"),
    "network.add_service": gettext_lazy("dienst toegevoegd"),
    "network.edit_service": gettext_lazy("dienst gewijzigd"),
    "network.set_room": gettext_lazy("plek bijgewerkt"),
    "network.archive_service": gettext_lazy("dienst weggelegd"),
    "network.restore_service": gettext_lazy("dienst teruggehaald"),
    "network.add_location": gettext_lazy("locatie toegevoegd"),
    "network.edit_location": gettext_lazy("locatie gewijzigd"),
    "network.remove_location": gettext_lazy("locatie verwijderd"),
    "network.add_contact": gettext_lazy("contactpersoon toegevoegd"),
    "network.edit_contact": gettext_lazy("contactpersoon gewijzigd"),
    "network.contact_leaves": gettext_lazy("contactpersoon vertrokken"),
    "network.pass_on": gettext_lazy("werk overgedragen"),
    "network.confirm": gettext_lazy("bevestigd dat het nog klopt"),
    "network.ask_now": gettext_lazy("gevraagd of het nog klopt"),
    "network.tell_correction": gettext_lazy("gemeld dat iets niet klopt"),
    "network.close_correction": gettext_lazy("melding afgehandeld"),
    "network.restore_earlier": gettext_lazy("eerdere stand teruggezet"),
    "network.settings": gettext_lazy("instellingen van het netwerk gewijzigd"),
    "network.decide_pair": gettext_lazy("gezegd of twee dezelfde zijn"),
    "network.merge": gettext_lazy("samengevoegd"),
    "network.undo_merge": gettext_lazy("samenvoeging teruggedraaid"),
    "network.known": gettext_lazy("zoals het bekend was"),
    "network.add_feed": gettext_lazy("bron van het netwerk toegevoegd"),
    "network.edit_feed": gettext_lazy("bron van het netwerk gewijzigd"),
    "network.switch_feed": gettext_lazy("bron van het netwerk aan- of uitgezet"),
    "network.read_feed": gettext_lazy("bron van het netwerk gelezen"),
    "network.take_feed": gettext_lazy("overgenomen uit een bron"),
    "network.refuse_feed": gettext_lazy("bron niet overgenomen"),
    "network.export_directory": gettext_lazy("adresboek van het netwerk geëxporteerd"),
    "network.add_goods": gettext_lazy("vraag of aanbod geplaatst"),
    "network.edit_goods": gettext_lazy("vraag of aanbod gewijzigd"),
    "network.renew_goods": gettext_lazy("gezegd dat het er nog is"),
    "network.withdraw_goods": gettext_lazy("vraag of aanbod ingetrokken"),
    "network.reserve_goods": gettext_lazy("gereserveerd"),
    "network.hand_over_goods": gettext_lazy("overgedragen"),
    "network.break_off_goods": gettext_lazy("reservering afgebroken"),
    "network.announce_action": gettext_lazy("actie aangekondigd"),
    "network.edit_action": gettext_lazy("actie gewijzigd"),
    "network.cancel_action": gettext_lazy("actie gaat niet door"),
    "network.ask_to_join": gettext_lazy("gevraagd om mee te doen"),
    "network.answer_partner": gettext_lazy("partner bij een actie beantwoord"),
    "network.propose_agreement": gettext_lazy("afspraak voorgesteld"),
    "network.edit_agreement": gettext_lazy("afspraak gewijzigd"),
    "network.agree": gettext_lazy("ja gezegd tegen een afspraak"),
    "network.review_agreement": gettext_lazy("afspraak besproken"),
    "network.end_agreement": gettext_lazy("afspraak beëindigd"),
    "network.invite_partner": gettext_lazy("organisatie uitgenodigd"),
    "network.take_part": gettext_lazy("organisatie doet mee"),
    "network.export_partner": gettext_lazy("alles van een partner opgeslagen als bestand"),
    "audit.verify": gettext_lazy("controle van het logboek gevraagd"),
    "audit.export": gettext_lazy("logboek opgeslagen als bestand"),
    "network.edit_series": gettext_lazy("reeks bijeenkomsten gewijzigd"),
    "network.plan_gathering": gettext_lazy("bijeenkomst gepland"),
    "network.edit_gathering": gettext_lazy("bijeenkomst gewijzigd"),
    "network.cancel_gathering": gettext_lazy("bijeenkomst afgezegd"),
    "network.edit_theme": gettext_lazy("thema gewijzigd"),
    "network.choose_guests": gettext_lazy("genodigden gekozen"),
    "network.invite_guests": gettext_lazy("uitnodigingen verstuurd"),
    "network.answer_invitation": gettext_lazy("uitnodiging beantwoord"),
    "network.keep_minutes": gettext_lazy("verslag van bijeenkomst bewaard"),
    "network.promise": gettext_lazy("stap toegezegd"),
    "network.edit_promise": gettext_lazy("toezegging gewijzigd"),
    "network.end_promise": gettext_lazy("toezegging afgerond"),
    "network.reopen_promise": gettext_lazy("toezegging heropend"),
    "network.make_calendar_key": gettext_lazy("agenda-adres gemaakt"),
    "network.revoke_calendar_key": gettext_lazy("agenda-adres ingetrokken"),
    "steering.add_precondition": gettext_lazy("randvoorwaarde toegevoegd"),
    "steering.edit_precondition": gettext_lazy("randvoorwaarde gewijzigd"),
    "steering.meet_precondition": gettext_lazy("aan randvoorwaarde voldaan"),
    "steering.reopen_precondition": gettext_lazy("randvoorwaarde weer open gezet"),
    "steering.remove_precondition": gettext_lazy("randvoorwaarde verwijderd"),
    "steering.export_preconditions": gettext_lazy("randvoorwaarden opgeslagen als bestand"),
    "steering.add_domain": gettext_lazy("domein toegevoegd"),
    "steering.edit_domain": gettext_lazy("domein gewijzigd"),
    "steering.archive_domain": gettext_lazy("domein uit de afbakening gehaald"),
    "steering.restore_domain": gettext_lazy("domein teruggehaald"),
    "steering.add_activity": gettext_lazy("activiteit toegevoegd"),
    "steering.edit_activity": gettext_lazy("activiteit gewijzigd"),
    "steering.archive_activity": gettext_lazy("activiteit uit de afbakening gehaald"),
    "steering.restore_activity": gettext_lazy("activiteit teruggehaald"),
    "steering.set_cell": gettext_lazy("vak van de afbakening gewijzigd"),
    "steering.agree": gettext_lazy("ja gezegd in de afbakening"),
    "steering.withdraw_agreement": gettext_lazy("ja teruggenomen in de afbakening"),
    "steering.assign_issue": gettext_lazy("onduidelijkheid aan iemand gegeven"),
    "steering.settle_issue": gettext_lazy("onduidelijkheid opgelost"),
    "steering.export_demarcation": gettext_lazy("afbakening opgeslagen als bestand"),
    "steering.accept": gettext_lazy("bevinding aanvaard"),
    "steering.accept_withdraw": gettext_lazy("aanvaarding ingetrokken"),
    "steering.edit_rule": gettext_lazy("controle ingesteld"),
    "steering.check_now": gettext_lazy("aanpak gecontroleerd"),
    "steering.export_findings": gettext_lazy("bevindingen opgeslagen als bestand"),
    "playbook.make": gettext_lazy("editie van een draaiboek gemaakt"),
    "playbook.read_in": gettext_lazy("draaiboek ingelezen"),
    "playbook.take": gettext_lazy("draaiboek overgenomen"),
    "steering.write_risk": gettext_lazy("risico opgeschreven"),
    "steering.edit_risk": gettext_lazy("risico gewijzigd"),
    "steering.risk_happened": gettext_lazy("risico ingetreden"),
    "steering.close_risk": gettext_lazy("risico gesloten"),
    "steering.export_risks": gettext_lazy("risico's opgeslagen als bestand"),
    "steering.make_action": gettext_lazy("actie opgeschreven"),
    "steering.change_action": gettext_lazy("actie gewijzigd"),
    "steering.finish_action": gettext_lazy("actie gedaan"),
    "steering.drop_action": gettext_lazy("actie vervallen"),
    "steering.ask_decision": gettext_lazy("besluit gevraagd"),
    "steering.edit_decision": gettext_lazy("vraag om besluit gewijzigd"),
    "steering.edit_options": gettext_lazy("opties van een besluit gewijzigd"),
    "steering.decide": gettext_lazy("besluit genomen"),
    "steering.replace_decision": gettext_lazy("besluit vervangen"),
    "steering.drop_decision": gettext_lazy("besluit niet meer gevraagd"),
    "steering.carry_out": gettext_lazy("besluit uitgevoerd"),
    "steering.watch": gettext_lazy("grens bij een besluit gezet"),
    "steering.unwatch": gettext_lazy("grens bij een besluit weggehaald"),
    "steering.cross": gettext_lazy("grens van een besluit overschreden"),
    "steering.edit_indicator": gettext_lazy("cijfer gewijzigd"),
    "steering.enter_reading": gettext_lazy("meting ingevuld"),
    "steering.remove_reading": gettext_lazy("meting weggehaald"),
    "steering.import_readings": gettext_lazy("metingen geladen uit een bestand"),
    "steering.export_decisions": gettext_lazy("besluiten opgeslagen als bestand"),
    "steering.export_actions": gettext_lazy("acties opgeslagen als bestand"),
    "steering.edit_body": gettext_lazy("overleg gewijzigd"),
    "steering.archive_body": gettext_lazy("overleg verwijderd"),
    "steering.edit_members": gettext_lazy("leden van een overleg gewijzigd"),
    "steering.plan_meeting": gettext_lazy("vergadering gepland"),
    "steering.move_meeting": gettext_lazy("vergadering verplaatst"),
    "steering.cancel_meeting": gettext_lazy("vergadering afgezegd"),
    "steering.invite_meeting": gettext_lazy("uitgenodigd voor een vergadering"),
    "steering.answer_meeting": gettext_lazy("antwoord op een vergadering"),
    "steering.tick_attendance": gettext_lazy("aanwezigheid genoteerd"),
    "steering.draft_agenda": gettext_lazy("agenda gemaakt"),
    "steering.edit_agenda": gettext_lazy("agenda gewijzigd"),
    "steering.open_meeting": gettext_lazy("vergadering begonnen"),
    "steering.finish_point": gettext_lazy("agendapunt besproken"),
    "steering.write_note": gettext_lazy("aantekening gemaakt"),
    "steering.close_meeting": gettext_lazy("vergadering gesloten"),
    "steering.make_minutes": gettext_lazy("besluitenlijst gemaakt"),
    "steering.send_minutes": gettext_lazy("besluitenlijst gemaild"),
}
KINDS = {
    "commission": gettext_lazy("opdracht"),
    "domain": gettext_lazy("domein"),
    "activity": gettext_lazy("activiteit"),
    "demarcation": gettext_lazy("afbakening"),
    "issue": gettext_lazy("onduidelijkheid"),
    "precondition": gettext_lazy("randvoorwaarde"),
    "finding": gettext_lazy("bevinding"),
    "check_rule": gettext_lazy("controle"),
    "body": gettext_lazy("overleg"),
    "meeting": gettext_lazy("vergadering"),
    "agenda_item": gettext_lazy("agendapunt"),
    "decision": gettext_lazy("besluit"),
    "trigger": gettext_lazy("grens van een besluit"),
    "indicator": gettext_lazy("cijfer"),
    "risk": gettext_lazy("risico"),
    "steering_action": gettext_lazy("actie"),
    "reading": gettext_lazy("meting"),
    "board_pack": gettext_lazy("stuk voor de stuurgroep"),
    "progress_report": gettext_lazy("voortgang van een initiatief"),
    "letter": gettext_lazy("raadsinformatiebrief"),
    "message": gettext_lazy("bericht"),
    "telling_rule": gettext_lazy("regel van het communicatieplan"),
    "audience": gettext_lazy("wie het moet weten"),
    "playbook": gettext_lazy("draaiboek"),
    "signal": gettext_lazy("signaal"),
    "signal_theme": gettext_lazy("thema van signalen"),
    "signal_team": gettext_lazy("team voor signalen"),
    "rule_list": gettext_lazy("verdeellijst"),
    "pattern": gettext_lazy("patroon"),
    "scan": gettext_lazy("zoekronde naar patronen"),
    "signal_settings": gettext_lazy("instellingen van signalen"),
    "municipality": gettext_lazy("gemeente"),
    "person": gettext_lazy("medewerker"),
    "token": gettext_lazy("sleutel"),
    "programme": gettext_lazy("programma"),
    "initiative": gettext_lazy("initiatief"),
    "goal": gettext_lazy("doel"),
    "benefit": gettext_lazy("baat"),
    "pool": gettext_lazy("team"),
    "fund": gettext_lazy("geldbron"),
    "department": gettext_lazy("afdeling"),
    "measure_group": gettext_lazy("maatregelgroep"),
    "precedence": gettext_lazy("volgorde"),
    "rule": gettext_lazy("regel"),
    "floor": gettext_lazy("ondergrens"),
    "at_risk": gettext_lazy("huishoudens met risico"),
    "plan_run": gettext_lazy("berekening"),
    "adopted_plan": gettext_lazy("aangenomen plan"),
    "scenario": gettext_lazy("scenario"),
    "area": gettext_lazy("gebied"),
    "term": gettext_lazy("woordenlijst"),
    "synonym": gettext_lazy("woord van de straat"),
    "network": gettext_lazy("netwerk"),
    "organisation": gettext_lazy("organisatie"),
    "service": gettext_lazy("dienst"),
    "location": gettext_lazy("locatie"),
    "contact": gettext_lazy("contactpersoon"),
    "correction": gettext_lazy("melding dat iets niet klopt"),
    "network_settings": gettext_lazy("instellingen van het netwerk"),
    "feed": gettext_lazy("bron van het netwerk"),
    "directory": gettext_lazy("adresboek van het netwerk"),
    "goods": gettext_lazy("vraag of aanbod"),
    "goods_match": gettext_lazy("koppeling van vraag en aanbod"),
    "action": gettext_lazy("actie in de wijk"),
    "agreement": gettext_lazy("samenwerkingsafspraak"),
    "trail": gettext_lazy("logboek"),
    "series": gettext_lazy("reeks bijeenkomsten"),
    "gathering": gettext_lazy("bijeenkomst"),
    "promise": gettext_lazy("toegezegde stap"),
    "calendar_key": gettext_lazy("agenda-adres"),
}
CHANNELS = {
    "web": gettext_lazy("website"),
    "api": gettext_lazy("koppeling"),
    "job": gettext_lazy("vanzelf"),
    "cli": gettext_lazy("opdrachtregel"),
    "calendar": gettext_lazy("agenda"),
    "mail": gettext_lazy("mail"),
}
RESULTS = {"ok": gettext_lazy("gelukt"), "refused": gettext_lazy("geweigerd")}


def action(name: str) -> str:
    """Return what was done, in words; an act without words keeps its name."""
    return str(ACTIONS.get(name, name))


def kind(name: str) -> str:
    """Return what it was done to, in words."""
    return str(KINDS.get(name, name))


def role(name: str) -> str:
    """Return a role in words."""
    return str(dict(Role.choices).get(name, name))


def verdict(found: int) -> str:
    """Return in one sentence what a reading of the whole trail showed."""
    if not found:
        return _("Het logboek klopt. Niemand heeft er iets aan veranderd.")
    return ngettext(
        "Het logboek klopt niet. Er is %(count)s plek waar iemand aan zat.",
        "Het logboek klopt niet. Er zijn %(count)s plekken waar iemand aan zat.",
        found,
    ) % {"count": found}


def finding(found: Finding) -> str:
    """Return one place where the trail was touched, in a sentence."""
    place = _place(found)
    sentences = {
        Tampering.EDITED: _("%(place)s: veranderd nadat het zegel erop zat."),
        Tampering.BACKDATED: _("%(place)s: het tijdstip past niet bij de plek."),
        Tampering.DELETED: _("%(place)s: verwijderd."),
        Tampering.CUT: _("%(place)s: weg, met de zegels erbij."),
        Tampering.INSERTED: _("%(place)s: later toegevoegd."),
        Tampering.RECHAINED: _("%(place)s: de zegels zijn opnieuw gemaakt."),
        Tampering.UNANCHORED: _("%(place)s: de zegels staan niet in het ankerbestand."),
    }
    return sentences[found.kind] % {"place": place}


def _place(found: Finding) -> str:
    if found.first_entry == found.last_entry:
        place = _("Regel %(number)s") % {"number": found.first_entry}
    else:
        place = _("Regel %(first)s tot en met %(last)s") % {
            "first": found.first_entry,
            "last": found.last_entry,
        }
    if found.at is None:
        return place
    at = date_format(timezone.localtime(found.at), "j F Y H:i")
    return _("%(place)s (%(at)s)") % {"place": place, "at": at}


def field(name: str, of_kind: str) -> str:
    """Return what people call a field of this kind of thing; else its own name."""
    plain = name.removesuffix("_id")
    names = _field_names()
    found = names.get((of_kind, plain)) or names.get(("", plain)) or name
    return str(found)


def value(given: Any) -> str:
    """Return a value as people read it."""
    if given is None or given == "":
        return "–"
    if isinstance(given, bool):
        return _("ja") if given else _("nee")
    if isinstance(given, list | dict):
        return json.dumps(given, ensure_ascii=False)
    return str(given)


@cache
def _field_names() -> dict[tuple[str, str], Any]:
    """Return the words of every field of ours, by the kind that has it and by its name alone."""
    names: dict[tuple[str, str], Any] = {}
    for model in apps.get_models():
        if not model.__module__.startswith("bundel."):
            continue
        for column in model._meta.concrete_fields:
            words = column.verbose_name
            names[(str(model._meta.model_name), column.name)] = words
            names.setdefault(("", column.name), words)
    return names
