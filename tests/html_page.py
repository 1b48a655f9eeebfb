#!/usr/bin/env python3
"""Looks at `--format html` of every example in fixes/, and of a hostile notebook, in a real Chromium.

    cargo build
    python tests/html_page.py [--screenshot FILE] [PROGRAM]        PROGRAM: target/debug/wasmfix if left out

Needs nothing but Python and Chromium: $CHROMIUM, or chromium-headless-shell, chromium or google-chrome on the PATH
(Debian: .ci/install-chromium). On a phone's width and a desk's, light and dark:
  1. the page is never wider than the screen; only code and tables scroll, in their own boxes,
  2. every text stands out from what is behind it (a contrast of at least 4.5, as WCAG asks for),
  3. light and dark differ, and nothing is loaded and no script runs,
  4. each notebook has a section that the list leads to, and each problem its place, its code and its diffs,
  5. whatever a notebook is called and holds, it is shown as text.
Exit code 1 and one line for each that does not hold.
"""

import base64
import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
BROWSERS = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
PHONE, DESK = (360, 740), (1280, 800)
CONTRAST = 4.5

HOSTILE = '''# /// script
# dependencies = ["marimo", "torch<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>"]
# ///
import marimo

app = marimo.App()


@app.cell
def _():
    import subprocess

    # </pre></div><script>document.title = "taken"</script><img src="https://example.org/x.png" onerror="alert(2)">
    subprocess.run(["<b onclick='alert(3)'>", "&lt;i&gt;", "\u202e"])
    open("<style>*{display:none}</style>.csv").read()
    return
'''

# The texts whose contrast with what is behind them is too low, and the elements that stick out of the screen.
LOOK = """(() => {
  const rgb = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(value => value / 255)
    .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = element => {
    for (; element; element = element.parentElement) {
      const colour = rgb(getComputedStyle(element).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const pale = new Set();
  let texts = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    if (!node.data.trim()) continue;
    texts += 1;
    const element = node.parentElement;
    const [one, other] = [light(rgb(getComputedStyle(element).color)), light(behind(element))].sort((a, b) => b - a);
    const contrast = (one + 0.05) / (other + 0.05);
    if (contrast < %s) pale.add(`${element.outerHTML.slice(0, 80)}: ${contrast.toFixed(1)}`);
  }
  const scrolls = element => element.closest("pre, .wide");
  const wide = [...document.querySelectorAll("body *")]
    .filter(element => !scrolls(element) && element.getBoundingClientRect().right > innerWidth + 0.5)
    .map(element => element.outerHTML.slice(0, 80));
  const ids = [...document.querySelectorAll("nav a")].map(link => link.getAttribute("href").slice(1));
  return {
    width: document.documentElement.scrollWidth, pale: [...pale], wide, texts,
    background: getComputedStyle(document.documentElement).backgroundColor,
    title: document.title,
    sections: document.querySelectorAll("main > section").length,
    links: ids.length, dead: ids.filter(id => !document.getElementById(id)),
    articles: document.querySelectorAll("article").length,
    marked: document.querySelectorAll("article > div > pre > .line.here").length,
    bare: [...document.querySelectorAll("article")].filter(one => !one.querySelector("pre > .line")).length,
    diffs: document.querySelectorAll("article details ins, article details del").length,
    open: document.querySelectorAll("article details[open]").length,
    foreign: document.querySelectorAll("script, img, link, iframe, object, svg, [onclick], [onerror], [style]").length,
    styles: document.querySelectorAll("style").length,
    text: document.body.textContent,
  };
})()""" % CONTRAST

failures = []


def expect(holds, *words):
    if not holds:
        failures.append(" ".join(str(word) for word in words))


class Browser:
    """Chromium, spoken to over the pipe of its own protocol."""

    def __init__(self, folder):
        names = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else BROWSERS
        program = next((found for found in map(shutil.which, names) if found), None)
        if program is None:
            sys.exit(f"html_page: none of {', '.join(names)} is on the PATH; .ci/install-chromium installs one on Debian")
        (to_read, self.to), (self.back, back_write) = os.pipe(), os.pipe()
        # Out of the way of 3 and 4, where Chromium expects them.
        theirs = [fcntl.fcntl(one, fcntl.F_DUPFD, 10) for one in (to_read, back_write)]

        def wire():
            os.dup2(theirs[0], 3)
            os.dup2(theirs[1], 4)

        options = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", f"--user-data-dir={folder}"]
        self.process = subprocess.Popen(
            [program, *options, "about:blank"], preexec_fn=wire, close_fds=False, stderr=subprocess.DEVNULL
        )
        for one in (to_read, back_write, *theirs):
            os.close(one)
        self.number, self.buffer, self.requests = 0, b"", []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network"):
            self.call(f"{domain}.enable")

    session = None

    def call(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.hear()
            if answer.get("id") == self.number:
                if "error" in answer:
                    sys.exit(f"html_page: {method}: {answer['error']}")
                return answer["result"]

    def hear(self):
        while b"\0" not in self.buffer:
            piece = os.read(self.back, 1 << 20)
            if not piece:
                sys.exit("html_page: Chromium went away")
            self.buffer += piece
        message, self.buffer = self.buffer.split(b"\0", 1)
        message = json.loads(message)
        if message.get("method") == "Network.requestWillBeSent":
            self.requests.append(message["params"]["request"]["url"])
        return message

    def show(self, page, size, scheme):
        width, height = size
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.requests.clear()
        self.call("Page.navigate", url=page.as_uri())
        while self.hear().get("method") != "Page.loadEventFired":
            pass

    def look(self):
        return self.call("Runtime.evaluate", expression=LOOK, returnByValue=True)["result"]["value"]

    def photograph(self, file):
        self.call("Emulation.setScrollbarsHidden", hidden=True)
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        shot = self.call("Page.captureScreenshot", captureBeyondViewport=True, clip={**size, "scale": 1})
        file.write_bytes(base64.b64decode(shot["data"]))

    def close(self):
        self.process.terminate()
        self.process.wait()


def run(program, style, paths, cwd):
    command = [program, "--offline", "--isolated", "--format", style, *paths]
    return subprocess.run(command, capture_output=True, cwd=cwd).stdout


def look(browser, name, page, notebooks, problems):
    """All that must hold for a page; gives what was seen last."""
    backgrounds = set()
    for size in (PHONE, DESK):
        for scheme in ("light", "dark"):
            browser.show(page, size, scheme)
            seen = browser.look()
            where = f"{name}, {size[0]} wide, {scheme}:"
            expect(seen["width"] <= size[0] and not seen["wide"], where, "sticks out to", seen["width"], seen["wide"][:3])
            expect(not seen["pale"] and seen["texts"] > 20, where, "hard to read:", seen["pale"][:5])
            expect(browser.requests == [page.as_uri()], where, "loads", browser.requests)
            expect(seen["foreign"] == 0 and seen["styles"] == 1, where, "holds", seen["foreign"], "foreign elements")
            expect(seen["sections"] == notebooks, where, seen["sections"], "notebooks instead of", notebooks)
            expect(seen["links"] == (notebooks if notebooks > 1 else 0) and not seen["dead"], where, "links", seen["dead"])
            expect(seen["articles"] == problems and seen["bare"] == 0, where, seen["articles"], "problems of", problems)
            expect(seen["marked"] >= problems, where, "problems without a line")
            backgrounds.add((scheme, seen["background"]))
    expect(len({colour for _, colour in backgrounds}) == 2, name, "looks the same in light and dark")
    return seen


def main():
    arguments = sys.argv[1:]
    screenshot = None
    if arguments[:1] == ["--screenshot"]:
        screenshot, arguments = Path(arguments[1]).resolve(), arguments[2:]
    program = Path(arguments[0] if arguments else TOP / "target/debug/wasmfix").resolve()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        scratch = Path(scratch)
        browser = Browser(scratch / "profile")
        page = scratch / "page.html"

        page.write_bytes(run(program, "html", ["fixes"], TOP))
        files = json.loads(run(program, "json", ["fixes"], TOP))["files"]
        found = [problem for file in files for problem in file["problems"]]
        # Said once, however many notebooks have it.
        shared = sum(problem["id"] == "missing-script-block" for problem in found)
        seen = look(browser, "the examples", page, len(files), len(found) - max(shared - 1, 0))
        expect(seen["diffs"] > 500 and seen["open"] > 100, "the examples have", seen["diffs"], "changed lines")

        name = "<img src=x onerror=alert(1)> & \"'`.py"
        (scratch / name).write_text(HOSTILE)
        page.write_bytes(run(program, "html", [name], scratch))
        problems = json.loads(run(program, "json", [name], scratch))["files"][0]["problems"]
        seen = look(browser, "a hostile notebook", page, 1, len(problems))
        expect(seen["title"] == f"wasmfix: {name}", "its title is", seen["title"])
        for text in (name, '</pre></div><script>document.title = "taken"</script>', "&lt;i&gt;", "<b onclick='alert(3)'>"):
            expect(text in seen["text"], "is not shown as it is:", text)
        expect("\u202e" not in seen["text"], "text can run backwards")

        if screenshot:
            page.write_bytes(run(program, "html", ["fixes/subprocess/examples/guard-assignment.py"], TOP))
            browser.show(page, (1160, 600), "light")
            browser.photograph(screenshot)
        browser.close()
    for failure in failures:
        print(failure)
    print(f"{len(files)} notebooks, {len(found)} problems, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
