#!/usr/bin/env python3
"""src/host/data/wheels.py on wheels made here, out of the kept extracts, and served with ranges and without.

What it must never do is take a text that it does not know for "no". Standard library only; asks no other server.
"""

import http.server
import io
import re
import sys
import threading
import zipfile
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "src/host/data"
sys.path.insert(0, str(DATA))
sys.dont_write_bytecode = True
import generate  # noqa: E402
import wheels  # noqa: E402

PADDING = b"\0" * (4 * wheels.TAIL)


def wheel(facts, without=(), also=()):
    """A wheel that says what these extracts say, with a large file in it that nobody needs."""
    texts, members = {}, {}
    for fact in wheels.FACTS:
        member, text = facts[fact.name]
        member = members.setdefault(fact.file, member)
        texts.setdefault(member, []).append("" if fact.name in without else text)
    for fact in wheels.FACTS:
        if fact.beside and wheels.value(fact, facts[fact.name][1]) == "y":
            texts[re.sub(r"\\|\(\?:.*?\|(.*?)\)", r"\1", fact.beside) + "x"] = [""]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, parts in texts.items():
            # Where a file is told by what it lacks, its text has to come first.
            archive.writestr(member, "\n  ".join(parts))
        for member in also:
            archive.writestr(member, "")
        archive.writestr(zipfile.ZipInfo("large"), PADDING)
    return packed.getvalue()


class Server(http.server.BaseHTTPRequestHandler):
    body, ranges = b"", True

    def do_GET(self):
        start, end = map(int, re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers["Range"]).groups())
        part = self.body[start : end + 1] if self.ranges else self.body
        self.send_response(206 if self.ranges else 200)
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        self.wfile.write(part)

    def log_message(self, *_):
        pass


def said(server, body, ranges=True):
    Server.body, Server.ranges = body, ranges
    file = {"url": f"http://127.0.0.1:{server.server_port}/x.whl", "size": len(body)}
    return wheels.extracts("1.0", file)


def refused(server, body):
    try:
        said(server, body)
    except wheels.Unreadable as error:
        return str(error)
    raise AssertionError("it was taken for a value")


def main():
    kept = generate.kept_wheels()
    assert wheels.table(kept) == [list(row) for row in generate.rows("measured/wheels.tsv", 4)]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for release in (list(kept)[0], list(kept)[-1]):
        facts = kept[release][1]
        body = wheel(facts)
        for ranges in (True, False):
            found, size = said(server, body, ranges)
            for fact in wheels.FACTS:
                expected = wheels.value(fact, facts[fact.name][1])
                assert wheels.value(fact, found[fact.name][1]) == expected, (release, fact.name)
            assert (size < len(body)) == ranges, (size, len(body))
        for fact in wheels.FACTS:
            error = refused(server, wheel(facts, without=[fact.name]))
            assert f"`{fact.name}`" in error and "marimo 1.0" in error, error
    oldest = kept[list(kept)[0]][1]
    error = refused(server, wheel(oldest, also=["marimo/_runtime/_wasm/_polars.py"]))
    assert "`polars_urls` is `n`, but" in error, error
    server.shutdown()
    print(f"wheels: {len(kept)} releases kept, {len(wheels.FACTS)} facts each; what is not known is refused")


if __name__ == "__main__":
    main()
