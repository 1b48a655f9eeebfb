# ports: withheld (beyond the map)
# /// script
# dependencies = [
#     "marimo",
#     "psycopg2-binary",
#     "sqlalchemy",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import psycopg2
    import sqlalchemy

    return psycopg2, sqlalchemy


@app.cell
def _(psycopg2, sqlalchemy):
    engine = sqlalchemy.create_engine("postgresql+psycopg2://", creator=lambda: psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres"))
    with engine.connect() as connection:
        print(connection.execute(sqlalchemy.text("SELECT 1")).fetchall())
    return


if __name__ == "__main__":
    app.run()
