# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import hashlib
    import os
    import signal

    return hashlib, os, signal


@app.cell
def _(hashlib, os, signal):
    print(os.getuid(), os.getlogin(), os.cpu_count(), os.uname().sysname)
    print(hashlib.sha256(b"a").hexdigest(), signal.SIGINT)
    return


if __name__ == "__main__":
    app.run()
