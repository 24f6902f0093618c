from django.db import migrations, models

# Until when an entry tells of its time: a day without a clock is told of as a whole.
STORED = """
UPDATE entries_capture SET starts_at = span.first, ends_at = span.last
FROM (
    SELECT
        standing.capture_id,
        min(entry.published_at) AS first,
        max(CASE
            WHEN entry.time_precision = 'day'
            THEN timezone(source.timezone, entry.day + interval '1 day' - interval '1 second')
            ELSE entry.published_at
        END) AS last
    FROM entries_appearance standing
    JOIN entries_entry entry ON entry.id = standing.entry_id
    JOIN entries_source source ON source.id = entry.source_id
    WHERE entry.published_at IS NOT NULL
    GROUP BY standing.capture_id
) span
WHERE span.capture_id = entries_capture.id
"""


class Migration(migrations.Migration):
    dependencies = [("entries", "0002_pending_changes")]

    operations = [
        migrations.AddField(
            model_name="capture",
            name="starts_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="capture",
            name="ends_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.RunSQL(STORED, migrations.RunSQL.noop),
    ]
