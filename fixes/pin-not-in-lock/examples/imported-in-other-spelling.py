# /// script
# dependencies = [
#     "marimo",
#     "jinja2==3.1.5",
#     "humanize",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import humanize
    import jinja2

    return humanize, jinja2


@app.cell
def _(humanize, jinja2):
    jinja2.Template("{{ n }} items").render(n=humanize.intcomma(1200))
    return


if __name__ == "__main__":
    app.run()
