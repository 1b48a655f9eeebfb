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
    import hashlib

    return (hashlib,)


@app.cell
def _(hashlib):
    key = hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 100_000)
    return (key,)


@app.cell
def _(key):
    print(key.hex())
    return


if __name__ == "__main__":
    app.run()
