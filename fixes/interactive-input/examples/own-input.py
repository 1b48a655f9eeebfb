# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.class_definition
class Form:
    def input(self, label):
        return f"<input name={label}>"


@app.function
def render(input):
    return input("name")


@app.cell
def _():
    print(render(Form().input))
    return


if __name__ == "__main__":
    app.run()
