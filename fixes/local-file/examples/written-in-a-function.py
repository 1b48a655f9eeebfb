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
    def save(text):
        with open("results/latest.txt", "w") as file:
            file.write(text)

    return (save,)


@app.cell
def _(save):
    save("done")
    return


if __name__ == "__main__":
    app.run()
