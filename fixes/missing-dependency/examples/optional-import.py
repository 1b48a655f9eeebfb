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
    try:
        import seaborn as sns
    except ImportError:
        sns = None
    return (sns,)


@app.cell
def _(sns):
    print("styled" if sns is not None else "plain")
    return


if __name__ == "__main__":
    app.run()
