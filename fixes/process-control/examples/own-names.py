# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.class_definition
class os:
    @staticmethod
    def fork():
        return "spoon"


@app.cell
def _():
    print(os.fork())
    return


if __name__ == "__main__":
    app.run()
