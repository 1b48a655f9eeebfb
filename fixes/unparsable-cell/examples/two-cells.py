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
    prices = {"pear": 2}
    return (prices,)


app._unparsable_cell(
    r"""
    for name in prices
        print(name)
    """,
    name="_"
)


app._unparsable_cell(
    r"""
    prices[
    """,
    name="last"
)


if __name__ == "__main__":
    app.run()
