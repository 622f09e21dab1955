"""The door for the web server that `bundel serve` starts: a worker dies with its server."""

import signal

from bundel.config import processes, wsgi

processes.die_with_parent(signal.SIGTERM)
application = wsgi.application
