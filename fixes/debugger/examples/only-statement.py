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
    from pdb import set_trace

    return (set_trace,)


@app.cell
def _(set_trace):
    levels = [3, 5, 8]
    for level in levels:
        if level > 100:
            set_trace()
            breakpoint()
        elif level < 0: breakpoint()
        else:
            print(level)
    return


if __name__ == "__main__":
    app.run()
