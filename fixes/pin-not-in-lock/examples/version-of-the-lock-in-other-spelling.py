# /// script
# dependencies = [
#     "marimo",
#     "jinja2==3.1.6",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import jinja2

    jinja2.Template("{{ n }} items").render(n=3)
    return


if __name__ == "__main__":
    app.run()
