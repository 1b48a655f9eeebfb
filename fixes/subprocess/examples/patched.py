# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import os
    import subprocess
    from unittest import mock
    from unittest.mock import patch
    return mock, os, patch, subprocess


@app.cell
def _(mock, subprocess):
    with mock.patch.object(subprocess, "run") as run:
        subprocess.run(["ls"])
    print(run.called)
    return


@app.cell
def _(os, patch, subprocess):
    @patch("os.system", return_value=0)
    def status(system):
        return os.system("ls")


    def listed():
        return subprocess.check_output(["ls"])


    with patch("subprocess.check_output", return_value=b"a"):
        print(status(), listed())
    return


@app.cell
def _(subprocess):
    subprocess.getoutput = lambda command: command
    print(subprocess.getoutput("ls"))
    return


if __name__ == "__main__":
    app.run()
