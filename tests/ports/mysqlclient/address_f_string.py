# ports: swapped
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

    return create_engine, text


@app.cell
def _(create_engine, text):
    user = "u:pw"
    engine = create_engine(f"mysql+mysqldb://{user}@127.0.0.1:53306/t", echo=False)
    with engine.connect() as c:
        print(c.execute(text("SELECT 'f'")).scalar())
    return


if __name__ == "__main__":
    app.run()
