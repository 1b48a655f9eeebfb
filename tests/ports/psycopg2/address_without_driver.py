# ports: swapped
# /// script
# dependencies = [
#     "marimo",
#     "pandas",
#     "psycopg2-binary",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    from sqlalchemy import create_engine, text
    import pandas as pd

    return create_engine, pd


@app.cell
def _(create_engine):
    URL = "postgresql://postgres@127.0.0.1:55432/postgres"
    engine = create_engine(URL)
    return (engine,)


@app.cell
def _(engine, pd):
    df = pd.read_sql("SELECT 1 AS a", engine)
    print(df.to_string())
    return


if __name__ == "__main__":
    app.run()
