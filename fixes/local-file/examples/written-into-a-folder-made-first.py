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
    import os

    return (os,)


@app.cell
def _(os):
    os.makedirs("results", exist_ok=True)
    with open("results/latest.txt", "w") as file:
        file.write("done")
    return


if __name__ == "__main__":
    app.run()
