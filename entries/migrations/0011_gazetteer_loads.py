from django.db import migrations, models

TABLES = ('source', 'actor', 'actorname', 'place', 'placename', 'topic')
# One row for each transaction, which no other one waits for.
FUNCTION = """
CREATE FUNCTION entries_note_gazetteer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO entries_gazetteerchange (xact_id)
    SELECT own FROM (SELECT pg_current_xact_id()::text::bigint AS own) AS this
    WHERE NOT EXISTS (SELECT FROM entries_gazetteerchange WHERE xact_id = own);
    RETURN NULL;
END $$;
"""
TRIGGERS = """
CREATE TRIGGER note_gazetteer AFTER INSERT OR UPDATE OR DELETE ON entries_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION entries_note_gazetteer();
CREATE TRIGGER note_gazetteer_emptied BEFORE TRUNCATE ON entries_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION entries_note_gazetteer();
"""
NO_TRIGGERS = """
DROP TRIGGER note_gazetteer ON entries_{table};
DROP TRIGGER note_gazetteer_emptied ON entries_{table};
"""


class Migration(migrations.Migration):

    dependencies = [
        ('entries', '0010_awaited_links'),
    ]

    operations = [
        migrations.CreateModel(
            name='GazetteerChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('xact_id', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='GazetteerLoad',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('counts', models.JSONField(default=list)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.RunSQL(FUNCTION, 'DROP FUNCTION entries_note_gazetteer();'),
        *(
            migrations.RunSQL(TRIGGERS.format(table=table), NO_TRIGGERS.format(table=table))
            for table in TABLES
        ),
    ]
