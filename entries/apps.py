from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EntriesConfig(AppConfig):
    name = "entries"
    verbose_name = _("The archive")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .models.wording import name_models

        name_models(self.get_models())
