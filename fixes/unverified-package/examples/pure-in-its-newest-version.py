# /// script
# dependencies = [
#     "marimo",
#     "plotly>=5",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import plotly
    return (plotly,)


@app.cell
def _(plotly):
    print(plotly)
    return


if __name__ == "__main__":
    app.run()
