# /// script
# requires-python = ">=3.12"
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    from dataclasses import dataclass
    from pathlib import Path

    import marimo as mo
    return Path, dataclass, mo


@app.cell
def _(Path, dataclass):
    @dataclass
    class Settings:
        folder: str = "."
        name: str = "notes.txt"

        @property
        def notes(self):
            return Path(self.folder) / self.name


    class Reader:
        def __init__(self, path, encoding="utf-8"):
            self.path = path
            self.encoding = encoding

        def text(self):
            return self.path.read_text(encoding=self.encoding)
    return Reader, Settings


@app.cell
def _(Reader, Settings):
    settings = Settings()
    print(Reader(settings.notes).text())
    return


if __name__ == "__main__":
    app.run()
