# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import subprocess
    return mo, subprocess


@app.cell
def _(subprocess):
    class ToolError(RuntimeError):
        pass


    def call_tool(*words):
        try:
            return subprocess.run(words, check=True, capture_output=True).stdout
        except (subprocess.CalledProcessError, FileNotFoundError) as error:
            raise ToolError(words[0]) from error
    return ToolError, call_tool


@app.cell
def _(ToolError, call_tool):
    try:
        version = call_tool("git", "--version").decode()
    except ToolError as error:
        version = f"no {error}"
    print(version)
    return


if __name__ == "__main__":
    app.run()
