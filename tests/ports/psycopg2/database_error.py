# ports: withheld (the error's class is shown)
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
    from psycopg2 import DatabaseError

    return DatabaseError, psycopg2


@app.cell
def _(DatabaseError, psycopg2):
    def total(values):
        conn = None
        result = None
        try:
            conn = psycopg2.connect("host=127.0.0.1 port=55432 user=postgres dbname=postgres")
            cur = conn.cursor()
            cur.execute("CREATE TEMP TABLE v (a int)")
            for value in values:
                cur.execute("INSERT INTO v (a) VALUES (%s)", (value,))
            cur.execute("SELECT sum(a) FROM v")
            result = cur.fetchone()[0]
            conn.commit()
            cur.close()
        except (Exception, DatabaseError) as error:
            print(type(error).__name__)
        finally:
            if conn is not None:
                conn.close()
        return result

    return (total,)


@app.cell
def _(total):
    print(total([1, 2, 3]))
    return


if __name__ == "__main__":
    app.run()
