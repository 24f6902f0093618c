import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('entries', '0011_gazetteer_loads'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='liveblog',
            index=django.contrib.postgres.indexes.HashIndex(condition=models.Q(('url', ''), _negated=True), fields=['url'], name='liveblog_url_idx'),
        ),
    ]
