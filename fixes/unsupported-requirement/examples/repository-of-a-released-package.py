# /// script
# dependencies = [
#     "marimo",
#     "seaborn @ git+https://github.com/mwaskom/seaborn.git@master",
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
    import seaborn as sns

    sns.set_theme()
    return


if __name__ == "__main__":
    app.run()
