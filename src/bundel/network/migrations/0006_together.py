"""Whether goods are still there is asked again, and a partner can ask to join an action."""

from django.db import migrations, models


def moment(words: str, **more: bool) -> models.DateTimeField:
    """Return a moment that may still lie ahead."""
    return models.DateTimeField(blank=True, null=True, verbose_name=words, **more)


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0005_search"),
    ]

    operations = [
        migrations.AddField("goods", "renewed_at", moment("nog steeds zo op", editable=False)),
        migrations.AddField("areaactionpartner", "asked_at", moment("vraagt mee te doen op")),
        migrations.AlterField("agreementparty", "agreed_at", moment("akkoord op")),
        migrations.AlterField("match", "handed_over_at", moment("overgedragen op")),
        migrations.AlterField("match", "cancelled_at", moment("afgebroken op")),
    ]
