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
    import ctypes
    import lzma
    import mmap

    return ctypes, lzma, mmap


@app.cell
def _(ctypes, lzma, mmap):
    print(lzma.compress(b"a"), ctypes.sizeof(ctypes.c_int), mmap.PAGESIZE)
    return


if __name__ == "__main__":
    app.run()
