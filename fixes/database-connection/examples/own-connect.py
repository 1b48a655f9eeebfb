# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.class_definition
class psycopg:
    @staticmethod
    def connect(address):
        return address.upper()


@app.cell
def _():
    print(psycopg.connect("pipes"))
    return


if __name__ == "__main__":
    app.run()
