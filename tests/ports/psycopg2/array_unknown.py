# ports: withheld (an array of another type)
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
    conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
    cur = conn.cursor()
    cur.execute("SELECT ARRAY['a'::name], ARRAY[1::oid], ARRAY['1 day'::interval], ARRAY['{1}'::text], ARRAY['x'::citext_missing_or_text::text]" if False else "SELECT ARRAY['a'::name], ARRAY[1::oid], ARRAY['1 day'::interval], ARRAY[12::money], ARRAY['aa:bb:cc:dd:ee:ff'::macaddr]")
    print(cur.fetchone())
    return


if __name__ == "__main__":
    app.run()
