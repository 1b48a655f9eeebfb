# /// script
# dependencies = [
#     "marimo",
#     "yfinance==0.2.40",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import marimo as mo

    return (mo,)


@app.cell
def _():
    import yfinance as yf

    yf.download("ACME")
    return


if __name__ == "__main__":
    app.run()
