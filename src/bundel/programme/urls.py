"""The doors of the programme's pages."""

from django.urls import path

from bundel.programme import plan_urls, rule_urls
from bundel.programme.views import (
    capacity,
    card,
    exchange,
    frame,
    goals,
    levels,
    money,
    pools,
    preconditions,
    proposals,
    table,
    together,
)

app_name = "programme"
INITIATIVE = "programma/<uuid:initiative_id>"
PRECONDITION = f"{INITIATIVE}/randvoorwaarden/<uuid:precondition_id>"
LEVEL = f"{INITIATIVE}/niveaus/<uuid:level_id>"
POOL = "capaciteit/teams/<uuid:pool_id>"
FUND = "geld/<uuid:fund_id>"
GOAL = "doelen/<uuid:goal_id>"
BENEFIT = f"{GOAL}/baten/<uuid:benefit_id>"

urlpatterns = [
    path("programma", table.table, name="table"),
    path("programma/bestand/<str:kind>", table.table_file, name="table_file"),
    path("programma/nieuw", card.new, name="new"),
    path("programma/voorstel/<uuid:pattern_id>", proposals.propose, name="propose"),
    path("programma/verwijderd", card.archived, name="archived"),
    path("programma/samen-wijzigen", together.together, name="together"),
    path("programma/samen-wijzigen/terug", together.undo, name="together_undo"),
    path("programma/instellingen", frame.frame, name="frame"),
    path("programma/instellingen/verzadiging", frame.saturation, name="saturation"),
    path("programma/uitwisselen", exchange.exchange, name="exchange"),
    path("programma/uitwisselen/<uuid:upload_id>", exchange.preview, name="preview"),
    path("programma/uitwisselen/bestand/<str:kind>", exchange.download, name="download"),
    path(INITIATIVE, card.initiative, name="initiative"),
    path(f"{INITIATIVE}/wijzig", card.edit, name="initiative_edit"),
    path(f"{INITIATIVE}/status", card.move, name="initiative_move"),
    path(f"{INITIATIVE}/randvoorwaarden", preconditions.add, name="preconditions"),
    path(PRECONDITION, preconditions.edit, name="precondition"),
    path(f"{PRECONDITION}/voldaan", preconditions.meet, name="precondition_met"),
    path(f"{PRECONDITION}/open", preconditions.reopen, name="precondition_open"),
    path(f"{PRECONDITION}/verwijder", preconditions.remove, name="precondition_remove"),
    path(f"{INITIATIVE}/doelen", card.contributions, name="contributions"),
    path(f"{INITIATIVE}/verwijder", card.archive, name="initiative_archive"),
    path(f"{INITIATIVE}/herstel", card.restore, name="initiative_restore"),
    path(f"{INITIATIVE}/niveaus/nieuw", levels.new, name="level_new"),
    path(LEVEL, levels.edit, name="level_edit"),
    path(f"{LEVEL}/uren", levels.hours, name="level_hours"),
    path(f"{LEVEL}/geld", levels.money, name="level_money"),
    path(f"{LEVEL}/bereik", levels.reach, name="level_reach"),
    path(f"{LEVEL}/verwijder", levels.remove, name="level_remove"),
    path("capaciteit", capacity.capacity, name="capacity"),
    path("capaciteit/bestand/<str:kind>", capacity.capacity_file, name="capacity_file"),
    path("capaciteit/teams", pools.pools, name="pools"),
    path("capaciteit/teams/nieuw", pools.edit, name="pool_new"),
    path(POOL, pools.edit, name="pool_edit"),
    path(f"{POOL}/kwartalen", pools.changes, name="pool_changes"),
    path(f"{POOL}/verwijder", pools.remove, name="pool_remove"),
    path("geld", money.money, name="money"),
    path("geld/bestand/<str:kind>", money.money_file, name="money_file"),
    path("geld/nieuw", money.edit, name="fund_new"),
    path(FUND, money.edit, name="fund_edit"),
    path(f"{FUND}/kwartalen", money.changes, name="fund_changes"),
    path(f"{FUND}/verwijder", money.remove, name="fund_remove"),
    path("doelen", goals.goals, name="goals"),
    path("doelen/bestand/<str:kind>", goals.goals_file, name="goals_file"),
    path("doelen/nieuw", goals.edit, name="goal_new"),
    path(GOAL, goals.edit, name="goal_edit"),
    path(f"{GOAL}/verwijder", goals.remove, name="goal_remove"),
    path(f"{GOAL}/baten/nieuw", goals.benefit, name="benefit_new"),
    path(BENEFIT, goals.benefit, name="benefit_edit"),
    path(f"{BENEFIT}/verwijder", goals.remove_benefit, name="benefit_remove"),
    *rule_urls.urlpatterns,
    *plan_urls.urlpatterns,
]
