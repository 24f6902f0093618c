from django.apps import AppConfig


class EntriesConfig(AppConfig):
    name = "entries"
    verbose_name = "The archive"
    default_auto_field = "django.db.models.BigAutoField"
