# /// script
# requires-python = ">=3.12"
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    from pathlib import Path

    import marimo as mo
    return Path, mo


@app.cell
def _(Path):
    class Store:
        def __init__(self, name):
            self.path = Path(name).with_suffix(".txt")

        def save(self, text):
            self.path.write_text(text)

        def load(self):
            return self.path.read_text()


    stores = {name: Store(name) for name in ("north", "south")}
    return Store, stores


@app.cell
def _(Path, Store):
    store = Store("east")
    store.save("1")
    print(store.load())
    for _name in ("may", "june"):
        Path(f"{_name}.csv").write_text("1,2")
    print([Path(f"{name}.csv").read_text() for name in ("may", "june")])
    return (store,)


if __name__ == "__main__":
    app.run()
