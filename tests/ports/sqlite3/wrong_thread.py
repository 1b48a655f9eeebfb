# ports: withheld (check_same_thread)

# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import sqlite3
    import threading

    return sqlite3, threading


@app.cell
def _(sqlite3, threading):
    conn = sqlite3.connect(":memory:")


    def work():
        try:
            conn.execute("SELECT 1")
            print("worked")
        except sqlite3.ProgrammingError:
            print("wrong thread")


    _thread = threading.Thread(target=work)
    _thread.start()
    _thread.join()
    return


if __name__ == "__main__":
    app.run()
