"""A server on loopback that speaks Nominatim's JSON: what it is asked is written down, how it answers can be set."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

__all__ = ["NominatimServer", "place", "square"]

LICENCE = "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright"


def square(lon, lat, half):
    """Return a GeoJSON polygon with sides of ``2 * half`` degrees around a point."""
    w, s, e, n = lon - half, lat - half, lon + half, lat + half
    return {"type": "Polygon", "coordinates": [[[w, s], [e, s], [e, n], [w, n], [w, s]]]}


def place(name, lat, lon, *, half=0.02, osm_id=1, **fields):
    """Return one result as the search endpoint gives it; numbers are strings there."""
    return {
        "place_id": 1000 + osm_id,
        "licence": LICENCE,
        "osm_type": "node",
        "osm_id": osm_id,
        "boundingbox": [str(lat - half), str(lat + half), str(lon - half), str(lon + half)],
        "lat": str(lat),
        "lon": str(lon),
        "display_name": f"{name}, Aleppo Governorate, Syria",
        "name": name,
        "class": "place",
        "type": "village",
        "addresstype": "village",
        "place_rank": 19,
        "importance": 0.35,
        "address": {"village": name, "state": "Aleppo Governorate", "country": "Syria", "country_code": "sy"},
    } | fields


class NominatimServer:
    """Serves ``/search`` on 127.0.0.1 until closed.

    ``places``: query in lower case -> list of results. ``queue``: answers to give first, each ``(status, body,
    headers)`` or ``(status, body, headers, seconds to wait)``. ``seen``: ``(time, path parameters, headers)``.
    """

    def __init__(self):
        self.places = {}
        self.queue = deque()
        self.seen = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                url = urlsplit(self.path)
                asked = {k: v[0] for k, v in parse_qs(url.query).items()}
                server.seen.append((time.monotonic(), asked, dict(self.headers)))
                status, body, headers, wait = 200, None, {}, 0
                if server.queue:
                    status, body, headers, wait = (*server.queue.popleft(), 0)[:4]
                if body is None:
                    body = json.dumps(server.places.get(asked.get("q", "").lower(), [])).encode()
                time.sleep(wait)
                try:
                    self.send_response(status)
                    self.send_header("Content-Type", "application/json; charset=utf-8")
                    self.send_header("Content-Length", str(len(body)))
                    for name, value in headers.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(body)
                except (BrokenPipeError, ConnectionResetError):  # the client has given up waiting
                    self.close_connection = True

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()
        self.domain = f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def queries(self):
        return [asked.get("q") for _, asked, _ in self.seen]

    def spec(self, **options):
        """Return this server as an online service of ge.geocode, without a pause between requests."""
        own = {"domain": self.domain, "scheme": "http", "user_agent": "geoevents-tests", "proxies": {}}
        return ("nominatim", own | {"min_delay_seconds": 0} | options)

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
