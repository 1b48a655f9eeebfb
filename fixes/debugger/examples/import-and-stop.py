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
    def share(parts):
        import pdb; pdb.set_trace()
        return [part / sum(parts) for part in parts]
    label = "shares"
    return label, share


@app.cell
def _(label, share):
    print(label, share([1, 1, 2]))
    breakpoint()  # what came out?
    return


if __name__ == "__main__":
    app.run()
