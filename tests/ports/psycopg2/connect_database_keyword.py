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
    import psycopg2

    return (psycopg2,)


@app.cell
def _(psycopg2):
    connection = psycopg2.connect(
        host="127.0.0.1",
        port="55432",
        database="postgres",  # the name of the database
        user="postgres",
        password="secret",
    )
    cursor = connection.cursor()
    cursor.execute("SELECT current_user")
    print(cursor.fetchall())
    cursor.close()
    connection.close()
    return


if __name__ == "__main__":
    app.run()
