"""All settings, from the environment. In a checkout nothing need be set; production refuses to start without.

| variable | meaning | default |
| --- | --- | --- |
| KOLAPP_ENV | `local` (demo, tests, development) or `production` | production if DATABASE_URL is set, else local |
| KOLAPP_DEMO, KOLAPP_DEBUG | demo mode (clock bar, mailbox, town); debug pages. Refused in production | 0 |
| KOLAPP_PROCESS | `web`, `worker` or `command`: sets pool and time limits of the database | command |
| KOLAPP_BASE_HOST | host (and port) of the portal; the landlords' are below it | localhost:8000 |
| KOLAPP_ALLOWED_HOSTS | exact host names, comma separated; required in production | |
| KOLAPP_SECRET_KEY, KOLAPP_SECRET_KEY_FALLBACKS | signing; fallbacks: old keys, still read | made once in var/keys |
| KOLAPP_FIELD_KEYS, KOLAPP_INDEX_KEY | personal numbers: encryption (first writes, all read), search | var/keys |
| DATABASE_URL | PostgreSQL as the application's role | embedded |
| DATABASE_OWNER_URL | PostgreSQL as the tables' owner: set it for `migrate` only | embedded |
| KOLAPP_DB_POOL, KOLAPP_NIGHT_STREAMS | per web process: connections; threads for streams of events | 8; 2 |
| REDIS_URL, CACHE_URL | broker; cache (rate limits; should be another instance) | embedded; REDIS_URL |
| EMAIL_HOST, _PORT, _HOST_USER, _HOST_PASSWORD, _TLS (`starttls`, `ssl`, `none`) | outgoing mail | |
| DEFAULT_FROM_EMAIL, KOLAPP_MAIL_DOMAIN | sender's bare address; domain of Message-IDs | ; BASE_HOST's |
| KOLAPP_CREDIT_URL, _KEY, _TIMEOUT | credit service, its key, seconds for its answer | none: staff check; ; 10 |
| KOLAPP_BANKID_ISSUER, _CLIENT, _SECRET | broker of BankID (OpenID Connect); more in `config/accounts.py` | none: off |
| KOLAPP_MAP_TILES, _CREDIT | tiles under the map (`https://host/{z}/{x}/{y}.png`), whose they are | none: it is drawn |
| KOLAPP_PROXIES | reverse proxies in front that set X-Forwarded-For and -Proto | 0 |
| KOLAPP_LOG_LEVEL, KOLAPP_LOG_FORMAT | `json` or `console` | INFO; json, locally console |
| KOLAPP_VAR | folder for data, media and embedded services | var/ |
"""

import os
from datetime import timedelta

from django.core.exceptions import ImproperlyConfigured
from redis.backoff import NoBackoff
from redis.retry import Retry

from config import accounts, csp, environment, logs
from config.paths import ROOT, VAR, embedded_postgres_url, embedded_valkey_socket
from config.unfold import UNFOLD as UNFOLD

# ---- what kind of place this is ------------------------------------------------------------------------------------

ENV = environment.text("KOLAPP_ENV", "production" if "DATABASE_URL" in os.environ else "local")
if ENV not in {"local", "production"}:
    raise ImproperlyConfigured(f"KOLAPP_ENV must be local or production, not {ENV!r}.")
LOCAL = ENV == "local"
DEBUG = environment.flag("KOLAPP_DEBUG")
DEMO = environment.flag("KOLAPP_DEMO")
PROCESS = environment.text("KOLAPP_PROCESS", "command")
if not LOCAL and (DEBUG or DEMO):
    raise ImproperlyConfigured("KOLAPP_DEBUG and KOLAPP_DEMO cannot be switched on in production.")

# ---- keys ----------------------------------------------------------------------------------------------------------

_keys = environment.local_secrets() if LOCAL else {}
SECRET_KEY = environment.text("KOLAPP_SECRET_KEY", _keys.get("KOLAPP_SECRET_KEY"))
SECRET_KEY_FALLBACKS = environment.words("KOLAPP_SECRET_KEY_FALLBACKS")
_field_keys = environment.words("KOLAPP_FIELD_KEYS", _keys.get("KOLAPP_FIELD_KEYS", ""))
FIELD_KEYS = [environment.key("KOLAPP_FIELD_KEYS", encoded) for encoded in _field_keys]
INDEX_KEY = environment.key("KOLAPP_INDEX_KEY", environment.text("KOLAPP_INDEX_KEY", _keys.get("KOLAPP_INDEX_KEY")))
if not FIELD_KEYS:
    raise ImproperlyConfigured("KOLAPP_FIELD_KEYS must be set in production.")

# ---- hosts and addresses -------------------------------------------------------------------------------------------

BASE_HOST = environment.text("KOLAPP_BASE_HOST", "localhost:8000" if LOCAL else None)
SCHEME = "http" if LOCAL else "https"
ALLOWED_HOSTS = environment.words("KOLAPP_ALLOWED_HOSTS", ".localhost,localhost,127.0.0.1,testserver" if LOCAL else "")
MAIL_DOMAIN = environment.text("KOLAPP_MAIL_DOMAIN", BASE_HOST.partition(":")[0])  # right of the @ in Message-IDs
BASE_DIR = ROOT
ROOT_URLCONF = "config.urls"  # a landlord's host
NIGHT_URLCONF = "config.night_urls"  # hosts of night services
NIGHT_STREAMS = environment.number("KOLAPP_NIGHT_STREAMS", 2)  # of a process, each of which holds a thread of it
PLATFORM_URLCONF = "config.platform_urls"  # every other host: health, the list of landlords
WSGI_APPLICATION = "config.wsgi.application"
ADMIN_PATH = "admin/"

# ---- apps ----------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",  # before the admin: it replaces its templates
    "unfold.contrib.filters",
    "tenants.admin.apps.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",  # so that forms are rendered with our templates/django/forms
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "django_htmx",
    "csp",
    "tenants",
    "tenants.bankid",
    "queues",
    "letting",
    "disturbance",
    "config.checks.ChecksConfig",
]
MIDDLEWARE = [
    "config.language.LanguageMiddleware",  # outermost: no language outlives its request
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.csp.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "tenants.uploads.BodyMiddleware",  # before the landlord's transaction, in the visitor's language
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tenants.middleware.LandlordMiddleware",
    "disturbance.middleware.NightMiddleware",
    "config.blank_pages.NoBlankPageMiddleware",  # in the transaction and the addresses of the host
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tenants.context.portal",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# ---- database: two roles of one database, see docs/adr/0001 --------------------------------------------------------

_limits = {"web": 5, "worker": 60}.get(PROCESS, 0)
_session = f"-c lock_timeout=3s -c idle_in_transaction_session_timeout=30s -c statement_timeout={_limits}s"
_pool = {"min_size": 1, "max_size": environment.number("KOLAPP_DB_POOL", 8), "timeout": 5}
DATABASES = {
    "default": environment.database(
        environment.text("DATABASE_URL", embedded_postgres_url("kolapp_app") if LOCAL else None),
        options=_session,
        **({"pool": _pool} if PROCESS == "web" else {}),
    ),
}
if "DATABASE_OWNER_URL" in os.environ or LOCAL:  # web and workers in production are not told this role's password
    DATABASES["owner"] = environment.database(
        environment.text("DATABASE_OWNER_URL", embedded_postgres_url("kolapp_owner")),
        options="-c lock_timeout=5s",
    )
if PROCESS == "worker":
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---- broker and cache ----------------------------------------------------------------------------------------------

_socket = embedded_valkey_socket()
REDIS_URL = environment.text("REDIS_URL", f"redis+socket://{_socket}?virtual_host=0" if LOCAL else None)
_cache_default = f"unix://{_socket}?db=1" if "REDIS_URL" not in os.environ else REDIS_URL
CACHES = {
    "default": {
        "BACKEND": "config.cache.MayBeAwayCache",
        "LOCATION": environment.text("CACHE_URL", _cache_default),
        "KEY_PREFIX": "kolapp",
        # The client's own habit is to try again for seconds: a page must not wait that long for a rate limit.
        "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2, "retry": Retry(NoBackoff(), 0)},
    }
}

RATELIMIT_IP_META_KEY = "tenants.limits.client_address"  # whose tries django-ratelimit counts together

# ---- language and time ---------------------------------------------------------------------------------------------

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_I18N = USE_TZ = True

# ---- accounts ------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "tenants.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_validation = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_validation}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_validation}.CommonPasswordValidator"},
    {"NAME": f"{_validation}.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "tenants.accounts.AccountAdapter"
ACCOUNT_FORMS, ACCOUNT_RATE_LIMITS = accounts.FORMS, accounts.RATE_LIMITS
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True  # holds only with mandatory verification
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = SCHEME
SOCIALACCOUNT_ADAPTER = "tenants.bankid.adapter.BankIdAccountAdapter"
SOCIALACCOUNT_FORMS = accounts.SOCIAL_FORMS
SOCIALACCOUNT_PROVIDERS = accounts.bankid(local=LOCAL)
SOCIALACCOUNT_REQUESTS_TIMEOUT = environment.number("KOLAPP_BANKID_TIMEOUT", 5)
MFA_ADAPTER = "tenants.second_steps.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL
MFA_TOTP_ISSUER = "Kölapp"
USERSESSIONS_TRACK_ACTIVITY = False  # it would add three statements to every page
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("KOLAPP_PROXIES", 0)

# ---- sessions, cookies, headers ------------------------------------------------------------------------------------

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "tenants.typed.form_too_old"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if not LOCAL:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz"]  # asked for by the container's own health check, without a proxy
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    if ALLAUTH_TRUSTED_PROXY_COUNT:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
MAP_TILES, MAP_CREDIT = environment.text("KOLAPP_MAP_TILES", ""), environment.text("KOLAPP_MAP_CREDIT", "")
_policy = csp.with_broker(csp.with_tiles(csp.PORTAL, MAP_TILES), accounts.origin())
CONTENT_SECURITY_POLICY = {"DIRECTIVES": _policy}
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler", "tenants.uploads.AtMost"]

# ---- files ---------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = None if LOCAL else ROOT / "staticfiles"  # in a checkout files are served from where they lie
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_ROOT = VAR / "media"  # no MEDIA_URL: files are served by views that ask who is asking
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
_plain, _hashed = "django.contrib.staticfiles.storage.StaticFilesStorage", "CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _plain if LOCAL else f"whitenoise.storage.{_hashed}"},
}
WHITENOISE_USE_FINDERS = LOCAL

# ---- mail ----------------------------------------------------------------------------------------------------------

_kind = "console" if LOCAL and "EMAIL_HOST" not in os.environ else "smtp"
EMAIL_BACKEND = "tenants.demo.mailbox.EmailBackend" if DEMO else f"django.core.mail.backends.{_kind}.EmailBackend"
EMAIL_HOST = environment.text("EMAIL_HOST", "localhost" if LOCAL else None)
EMAIL_PORT = environment.number("EMAIL_PORT", 587)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = (environment.text(f"EMAIL_HOST_{one}", "") for one in ("USER", "PASSWORD"))
_tls = environment.text("EMAIL_TLS", "starttls")
EMAIL_USE_TLS, EMAIL_USE_SSL = _tls == "starttls", _tls == "ssl"
EMAIL_TIMEOUT = 60  # shorter, and a slow server's late answer becomes a second mail
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.text(
    "DEFAULT_FROM_EMAIL", "ingen-svarsadress@kolapp.test" if LOCAL else None
)
DEMO_FOLDER = VAR / "demo"  # the demo's mailbox and what its people show; thrown away with the demo's data

# ---- credit service (CHECK-20): docs/credit-service.md; without an address such checks are left to staff ----------

CREDIT_SERVICE_URL = environment.text("KOLAPP_CREDIT_URL", "").rstrip("/")
CREDIT_SERVICE_KEY = environment.text("KOLAPP_CREDIT_KEY", "")
CREDIT_SERVICE_TIMEOUT = environment.number("KOLAPP_CREDIT_TIMEOUT", 10)

# ---- logs ----------------------------------------------------------------------------------------------------------

LOGGING = logs.configuration(
    level=environment.text("KOLAPP_LOG_LEVEL", "INFO"),
    as_json=environment.text("KOLAPP_LOG_FORMAT", "console" if LOCAL else "json") == "json",
)
