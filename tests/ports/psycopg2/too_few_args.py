# ports: withheld (the error has another class)
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
    def q(*args):
        try:
            cur.execute("SELECT %s, %s", args)
        except IndexError:
            print("index")
        except psycopg2.Error:
            print("pg")
        except TypeError:
            print("type")
    q(1)
    return


if __name__ == "__main__":
    app.run()
