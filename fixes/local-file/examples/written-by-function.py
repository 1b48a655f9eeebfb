# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import json
    import urllib.request
    from pathlib import Path
    return Path, json, urllib


@app.cell
def _(Path, json, urllib):
    def baixar(url, destino):
        with urllib.request.urlopen(url) as resposta, open(destino, "wb") as saida:
            saida.write(resposta.read())


    def keep(folder, name, rows):
        path = Path(folder) / f"{name}.json"
        path.write_text(json.dumps(rows))
    return baixar, keep


@app.cell
def _(baixar):
    baixar("https://example.org/table.csv", "table.csv")
    rows = open("table.csv").read().splitlines()
    rows

    return (rows,)


@app.cell
def _(Path, json, keep, rows):
    keep("kept", "first", rows)
    json.loads(Path("kept/first.json").read_text())
    return


if __name__ == "__main__":
    app.run()
