# One image for web, worker, beat and migrate; which of them it is, the command says.
FROM python:3.13-slim-bookworm AS base
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# Pango and a font for WeasyPrint's PDFs; curl for the health checks
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core curl \
    && rm -rf /var/lib/apt/lists/*

FROM base AS packages
COPY requirements.txt /
RUN python -m venv /venv && /venv/bin/pip install --require-hashes -r /requirements.txt

FROM base
COPY --from=packages /venv /venv
ENV PATH=/venv/bin:$PATH KOLAPP_ENV=production KOLAPP_VAR=/data KOLAPP_NIGHT_STREAMS=6
RUN useradd --system --uid 10001 --home-dir /data --create-home kolapp
WORKDIR /app
COPY . .
# The settings want keys and addresses; for gathering the static files any will do, and none is kept.
RUN KEY=$(python -c 'import base64; print(base64.urlsafe_b64encode(bytes(32)).decode())') \
    && DATABASE_URL=postgresql://none/none REDIS_URL=redis://none EMAIL_HOST=none DEFAULT_FROM_EMAIL=none@none.invalid \
       KOLAPP_BASE_HOST=none KOLAPP_SECRET_KEY=$KEY KOLAPP_FIELD_KEYS=$KEY KOLAPP_INDEX_KEY=$KEY \
       python manage.py collectstatic --noinput --verbosity 0
USER kolapp
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "12", "--no-ws", "config.wsgi:application"]
