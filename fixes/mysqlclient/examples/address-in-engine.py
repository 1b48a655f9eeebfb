# /// script
# dependencies = [
#     "marimo",
#     "mysqlclient",
#     "sqlalchemy",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import sqlalchemy as sa
    import marimo as mo

    return (sa,)


@app.cell
def _(sa):
    engine = sa.create_engine("mysql+mysqldb://u:pw@127.0.0.1:53306/t")
    with engine.connect() as c:
        print(c.execute(sa.text("SELECT 1")).fetchall())
    return


if __name__ == "__main__":
    app.run()
