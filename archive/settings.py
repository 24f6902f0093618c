"""All settings, read from the environment; the defaults suit one person on one machine."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from archive.logs import one_line

BASE_DIR = Path(__file__).resolve().parent.parent

# The names of all variables that are read below; the tests hold the documentation against it.
names_read: set[str] = set()


# Work that nobody waits for is done beside the request that asks for it, or with “database” by
# the processes of `manage.py db_worker`.
TASK_BACKENDS = {
    "thread": "archive.tasks.ThreadBackend",
    "database": "django_tasks_db.DatabaseBackend",
}


def env(name: str, default: str = "") -> str:
    """A variable of the environment; one that is set to nothing counts as not set."""
    names_read.add(name)
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool) -> bool:
    """A variable of the environment as true or false; anything else stops the start."""
    value = env(name, default=str(default)).lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}: set it to 1 or 0.")


def number(name: str, default: int) -> int:
    """A variable of the environment as a whole number above nought; else the start stops."""
    value = env(name, default=str(default))
    if value.isdecimal() and int(value):
        return int(value)
    raise ImproperlyConfigured(f"{name} is {value!r}: set it to a whole number above 0.")


def listed(name: str, default: str = "") -> list[str]:
    """A variable of the environment as a list, split at commas."""
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


def kept_secret_key(path: Path) -> str:
    """The key of this installation, made at the first start and readable by its owner alone."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_once(path, get_random_secret_key())
        return path.read_text()
    except OSError as error:
        raise ImproperlyConfigured(
            f"The secret key in {path} cannot be kept or read ({error.strerror}). Set DATA_DIR to "
            "a folder that you can write, or set SECRET_KEY."
        ) from error


def write_once(path: Path, text: str) -> None:
    """Write a file whole, unless another process has just written it."""
    handle, draft = tempfile.mkstemp(dir=path.parent)  # readable by its owner alone
    with open(handle, "w") as file:
        file.write(text)
    with suppress(FileExistsError):
        os.link(draft, path)
    os.unlink(draft)


def database(url: str) -> dict[str, Any]:
    """The database at an address, or the embedded one where there is none."""
    kept_open = {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    if not url:
        engine = "archive.embedded_postgres"
        return {"ENGINE": engine, "NAME": "archive", "DATA_DIR": DATA_DIR / "postgres", **kept_open}
    if not url.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured(
            "DATABASE_URL is not the address of a PostgreSQL database: set it to "
            "postgresql://user:password@host:5432/name, or leave it out for the embedded one."
        )
    return {**dj_database_url.parse(url), **kept_open}


def task_backend(name: str) -> str:
    """What does background work, by its name in the environment; else the start stops."""
    if name not in TASK_BACKENDS:
        raise ImproperlyConfigured(f"TASKS is {name!r}: set it to thread or database.")
    return TASK_BACKENDS[name]


# Where the embedded PostgreSQL, the search index, the collected static files and the secret key
# are kept.
DATA_DIR = (BASE_DIR / env("DATA_DIR", default="var")).resolve()
INDEX_DIR = DATA_DIR / "index"

DEBUG = flag("DEBUG", default=False)
ALLOWED_HOSTS = listed("ALLOWED_HOSTS", default="localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = listed("CSRF_TRUSTED_ORIGINS")
SECRET_KEY = env("SECRET_KEY") or kept_secret_key(DATA_DIR / "secret_key")

# Behind a proxy that ends TLS: everything over HTTPS alone, and the proxy's word for the scheme.
HTTPS = flag("HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked for inside, past the proxy
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "entries",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "archive.middleware.content_security_policy",
    "archive.languages.reader_language",
    "entries.views.refusals.methods_not_taken",
    "archive.middleware.few_parameters",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "archive.middleware.no_control_characters",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "entries.views.robots.out_of_indexes",
]

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": database(env("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("uk", "Українська")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "archive.formats"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
TIME_ZONE = "UTC"
USE_TZ = True

# The function that makes a recogniser of names, for suggestions to staff alone; none by default.
NAME_RECOGNISER = env("NAME_RECOGNISER")

TASKS = {"default": {"BACKEND": task_backend(env("TASKS", default="thread"))}}

# Staff tick names by the thousand, and an entry that names hundreds has a form of so many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# One line for each event on standard error; a page that is not there is no event.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"one_line": {"()": "django.utils.log.CallbackFilter", "callback": one_line}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["one_line"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": []}, "django.request": {"level": "ERROR"}},
}

# Pages over this many bytes are refused by the import: a live page takes a few hundred thousand.
IMPORT_MAX_BYTES = number("IMPORT_MAX_BYTES", default=50_000_000)
# How deep archives may stand in one another (a .tar.gz file is two), and how many times its own
# size a packed file may unpack to where that is more than a page's: beyond lie only traps.
IMPORT_MAX_NESTING = number("IMPORT_MAX_NESTING", default=3)
IMPORT_MAX_EXPANSION = number("IMPORT_MAX_EXPANSION", default=200)
