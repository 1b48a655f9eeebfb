# /// script
# dependencies = [
#     "marimo<0.23",
# ]
# ///

import marimo

__generated_with = "0.22.5"
app = marimo.App()


@app.cell
def _():
    import fcntl

    locked = fcntl.LOCK_EX
    return (locked,)


if __name__ == "__main__":
    app.run()
