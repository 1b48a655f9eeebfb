# ports: withheld (the environment may give another address)
# /// script
# dependencies = [
#     "marimo",
#     "mysqlclient",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    from sqlalchemy import create_engine, text
    import os

    return create_engine, os, text


@app.cell
def _(create_engine, os, text):
    engine = create_engine(os.environ.get("NO_DB_URL", "mysql+mysqldb://u:pw@127.0.0.1:53306/t"))
    with engine.connect() as c:
        print(c.execute(text("SELECT 'env'")).scalar())
    return


if __name__ == "__main__":
    app.run()
