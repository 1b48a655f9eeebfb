# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.class_definition
class Runner:
    def run(self, distance):
        return f"ran {distance} km"


@app.cell
def _():
    print(Runner().run(10))
    return


if __name__ == "__main__":
    app.run()
