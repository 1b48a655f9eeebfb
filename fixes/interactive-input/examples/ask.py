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
    name = input("Your name: ")
    return (name,)


@app.cell
def _(name):
    print(f"Hello {name}")
    return


if __name__ == "__main__":
    app.run()
