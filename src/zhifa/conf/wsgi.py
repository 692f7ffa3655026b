"""The WSGI application that the web processes serve."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from zhifa.interfaces.frame import memory

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhifa.conf.settings")
application = wrap_wsgi_with_proxy_headers(get_wsgi_application(), trusted_hosts=settings.TRUSTED_PROXIES)
memory.settle()
