# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.class_definition
class Route:
    def home(self):
        return "/"

    def cwd(self):
        return "/now"


@app.function
def show(Path):
    return Path.home(), Path.cwd()


@app.cell
def _():
    print(show(Route()))
    return


if __name__ == "__main__":
    app.run()
