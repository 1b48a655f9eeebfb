# /// script
# dependencies = [
#     "marimo",
#     "pymysql",
#     "sqlalchemy",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import sqlalchemy

    return (sqlalchemy,)


@app.cell
def _(sqlalchemy):
    engine = sqlalchemy.create_engine("mysql+pymysql://reader@db.example.org/shop")
    return (engine,)


@app.cell
def _(engine, sqlalchemy):
    with engine.connect() as _connection:
        print(_connection.execute(sqlalchemy.text("SELECT 1")).scalar())
    return


if __name__ == "__main__":
    app.run()
