import django.db.models.functions.datetime
from django.db import migrations, models

# One statement for all that one statement took out: undoing a large import stays quick.
TRIGGER = """
CREATE FUNCTION entries_note_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO entries_removal (key) SELECT key FROM old_rows
        ON CONFLICT (key) DO UPDATE SET removed_at = now();
    RETURN NULL;
END $$;
CREATE TRIGGER note_removal AFTER DELETE ON entries_entry
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION entries_note_removal();
"""
NO_TRIGGER = """
DROP TRIGGER note_removal ON entries_entry;
DROP FUNCTION entries_note_removal();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('entries', '0012_liveblog_address'),
    ]

    operations = [
        migrations.CreateModel(
            name='Removal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(editable=False, max_length=10)),
                ('removed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
        ),
        migrations.AddConstraint(
            model_name='removal',
            constraint=models.UniqueConstraint(fields=('key',), name='removal_unique_key'),
        ),
        migrations.RunSQL(TRIGGER, NO_TRIGGER),
    ]
