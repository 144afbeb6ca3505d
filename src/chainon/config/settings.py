"""The settings of Chaînon: one file. What an operator may change is in the environment (see environment.py)."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from chainon import __version__

from . import environment

PACKAGE = Path(__file__).resolve().parent.parent
HOME = environment.home()

CHAINON_URL = environment.site_url()
CHAINON_VERSION = __version__
_site = urlsplit(CHAINON_URL)
_https = _site.scheme == "https"

# --- security
SECRET_KEY = environment.secret_key(HOME)
DEBUG = False
ALLOWED_HOSTS = [_site.hostname or "localhost"]
if not _https:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [CHAINON_URL]  # and, for each territory's own address, itself: RegisteredHostMiddleware
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _https
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _https
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CHAINON_TRUST_PROXY = environment.yes_or_no("CHAINON_TRUST_PROXY")
if CHAINON_TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_FAILURE_VIEW = "chainon.base.ui.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

# --- the house, lowest room first
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
    "chainon.base.ui",
    "django.forms",  # below ui, whose form field stands before Django’s
    "chainon.base.clock",
    "chainon.base.scopes",
    "chainon.base.journal",
    "chainon.base.mail",
    "chainon.base.accounts",
    "chainon.base.tasks",
    "chainon.base.files",
    "chainon.base.search",
    "chainon.base.chain",
    "chainon.base.slips",
    "chainon.territory.places",
    "chainon.governance.bodies",
    "chainon.governance.processes",
    "chainon.governance.gatherings",
    "chainon.governance.guarantors",
    "chainon.governance.charters",
    "chainon.governance.volunteers",
    "chainon.governance.draws",
    "chainon.governance.seats",
    "chainon.deliberation.supports",
    "chainon.deliberation.debates",
    "chainon.deliberation.proposals",
    "chainon.deliberation.recommendations",
    "chainon.deliberation.interpellations",
    "chainon.deliberation.merging",
    "chainon.deliberation.paper",
    "chainon.deliberation.moderation",
    "chainon.decisions.council",
    "chainon.commitments.answers",
    "chainon.commitments.commitments",
    "chainon.portal.legal",
    "chainon.portal.opendata",
    "chainon.portal.report",
    "chainon.portal.start",
    "chainon.portal.watching",
    "chainon.portal.desk",
    "chainon.portal.overview",
    "chainon.portal.home",
    "chainon.demo",
]

MIDDLEWARE = [
    "chainon.base.scopes.middleware.RegisteredHostMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "chainon.base.scopes.middleware.TerritoryMiddleware",
    "chainon.base.accounts.middleware.RolesMiddleware",
    "chainon.base.ui.middleware.NulMiddleware",
]

ROOT_URLCONF = "chainon.config.urls"
WSGI_APPLICATION = "chainon.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "chainon.base.ui.context.page",
            ],
            "builtins": ["chainon.base.ui.templatetags.ui", "template_partials.templatetags.partials"],
        },
    }
]

# --- what is kept
DATABASES = {"default": environment.database(HOME)}
MEDIA_ROOT = HOME / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- who comes in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if CHAINON_TRUST_PROXY else 0
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_ADAPTER = "chainon.base.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_FORM_CLASS = "chainon.base.accounts.signup.SignupName"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_TIMEOUT = 30 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_CHANGE_EMAIL = ACCOUNT_EMAIL_NOTIFICATIONS = ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    # A meeting of forty people shares one address; the key is the e-mail: five guesses a code, twenty codes an hour.
    "request_login_code": "60/m/ip,3/m/key,20/h/key",
    "signup": "60/m/ip",
    "login_failed": "30/m/ip,5/300s/key",
}
ACCOUNT_FORMS = {
    "request_login_code": "chainon.base.accounts.forms.RequestCodeForm",
    "confirm_login_code": "chainon.base.accounts.forms.LoginCodeForm",
    "confirm_email_verification_code": "chainon.base.accounts.forms.EmailCodeForm",
    "signup": "chainon.base.accounts.forms.SignupForm",
    "add_email": "chainon.base.accounts.forms.ChangeEmailForm",
}
MFA_ADAPTER = "chainon.base.accounts.adapters.KeysAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "add_webauthn": "chainon.base.accounts.forms.AddKeyForm",
    "edit_webauthn": "chainon.base.accounts.forms.RenameKeyForm",
    "authenticate": "chainon.base.accounts.forms.AuthenticateForm",
    "reauthenticate": "chainon.base.accounts.forms.ReauthenticateForm",
}
# What the web workers share: allauth counts attempts there. An expired count goes when it is read or when rows abound.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "chainon_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# --- language and time
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True

# --- slow work and mail
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
EMAIL_BACKEND = "chainon.base.mail.backend.OutboxBackend"
_server = environment.mail_server()
CHAINON_SENDS_MAIL = _server is not None
CHAINON_MAIL_TAKEN = HOME / "mail-taken"
CHAINON_MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
if _server is not None:
    EMAIL_HOST, EMAIL_PORT = _server.host, _server.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _server.user, _server.password
    EMAIL_USE_SSL, EMAIL_USE_TLS, EMAIL_TIMEOUT = _server.use_ssl, _server.use_tls, 20
DEFAULT_FROM_EMAIL = environment.text("CHAINON_MAIL_FROM") or f"chainon@{_site.hostname}"
EMAIL_SUBJECT_PREFIX = ""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": environment.log_level()},
}

SILENCED_SYSTEM_CHECKS: list[str] = []
