# The web server alone: DATABASE_URL names the database, docker-compose.yml brings one.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 DATA_DIR=/data
WORKDIR /app

COPY requirements.txt ./
RUN pip install --require-hashes --requirement requirements.txt

COPY manage.py ./
COPY archive archive
COPY entries entries
COPY locale locale
COPY templates templates
COPY static static

RUN useradd --system --uid 999 --home-dir /data --create-home archive
USER archive
VOLUME /data

EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]

# Migrations and static files first: both do nothing where nothing has changed. The search index is
# brought up to date, or made, while pages are served.
CMD ["sh", "-c", "python manage.py migrate --no-input && python manage.py load_gazetteer && python manage.py collectstatic --no-input --verbosity 0 && { python manage.py index & } && exec gunicorn archive.wsgi --config python:archive.gunicorn --bind 0.0.0.0:8000 --workers 2 --threads 4 --no-control-socket"]
