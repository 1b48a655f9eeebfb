# ports: swapped
# /// script
# dependencies = [
#     "marimo",
#     "psycopg2-binary",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import psycopg2

    return (psycopg2,)


@app.cell
def _(psycopg2):
    try:
        _conn = psycopg2.connect(host="127.0.0.1", port=1, user="postgres", dbname="postgres", connect_timeout=2)
    except psycopg2.OperationalError:
        print("no server")
    return


if __name__ == "__main__":
    app.run()
