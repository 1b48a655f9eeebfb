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
    import psycopg2

    return create_engine, psycopg2, text


@app.cell
def _(create_engine, text):
    engine = create_engine("postgresql+psycopg2://postgres@127.0.0.1:55432/postgres")
    with engine.connect() as c:
        print(c.execute(text("SELECT 'engine'")).scalar())
    return


@app.cell
def _(psycopg2):
    conn = psycopg2.connect("postgresql://postgres@127.0.0.1:55432/postgres")
    _cur = conn.cursor()
    _cur.execute("SELECT 'driver'")
    print(_cur.fetchone())
    conn.close()
    return


if __name__ == "__main__":
    app.run()
