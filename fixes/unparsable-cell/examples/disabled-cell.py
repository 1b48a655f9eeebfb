# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell(disabled=True)
def _():
    print("never run, and still Python")
    return


@app.cell
def _():
    code = "total = sum(numbers"
    try:
        compile(code, "cell", "exec")
    except SyntaxError as error:
        print(error)
    return


if __name__ == "__main__":
    app.run()
