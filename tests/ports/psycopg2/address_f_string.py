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
    from sqlalchemy import create_engine, text
    import os

    return create_engine, text


@app.cell
def _(create_engine, text):
    user = "postgres"
    engine = create_engine(f"postgresql+psycopg2://{user}@127.0.0.1:55432/postgres", echo=False)
    with engine.connect() as c:
        print(c.execute(text("SELECT 'f'")).scalar())
    return


if __name__ == "__main__":
    app.run()
