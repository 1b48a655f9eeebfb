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
    import getpass

    return (getpass,)


@app.cell
def _(getpass):
    secret = getpass.getpass("Password: ")
    print(len(secret))
    return


if __name__ == "__main__":
    app.run()
