import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

from chainon.methods.text import meaning, wish

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chainon.config.settings")
application = get_wsgi_application()
resolve("/")  # every room's pages are loaded before the workers fork, once for all of them
meaning("Un banc"), wish("Un banc")  # and the tables by which texts are compared: 73 MB that the workers share
gc.collect()
gc.freeze()  # what is loaded is never looked through again (a tenth of a second each time), and its memory stays shared
