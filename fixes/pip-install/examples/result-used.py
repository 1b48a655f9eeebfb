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
    import subprocess

    return (subprocess,)


@app.cell
def _(subprocess):
    done = subprocess.run(["pip", "install", "humanize"], capture_output=True)
    print(done.returncode)
    return


if __name__ == "__main__":
    app.run()
