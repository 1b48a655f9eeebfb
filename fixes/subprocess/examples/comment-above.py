import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import subprocess

    return (subprocess,)


@app.cell
def _(subprocess):
    #! git fetch
    subprocess.call(["git", "fetch", "--all", "--prune", "--tags"])
    return


@app.cell
def _(subprocess):
    # what is here
    names = subprocess.getoutput("ls").split()
    # and how much
    print(len(names))
    return


@app.cell
def _(subprocess):
    print("before")
    subprocess.run(["true"])

    # and once more
    subprocess.run(["true"])
    print("after")
    return


if __name__ == "__main__":
    app.run()
