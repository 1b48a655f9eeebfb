import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import subprocess as _s
    a = _s.run(["x"])
    a
    return


@app.cell
def _():
    import subprocess as _s
    b = _s.run(["y"])
    b
    return


if __name__ == "__main__":
    app.run()
