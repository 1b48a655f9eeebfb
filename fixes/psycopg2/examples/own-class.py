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
    class psycopg2:
        version = "1"

    return (psycopg2,)


@app.cell
def _(psycopg2):
    print(psycopg2.version)
    return


if __name__ == "__main__":
    app.run()
