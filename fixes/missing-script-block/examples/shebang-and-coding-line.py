#!/usr/bin/env python3
# -*- coding: utf-8 -*-

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import numpy as np

    return (np,)


@app.cell
def _(np):
    print(np.median([3, 1, 2]))
    return


if __name__ == "__main__":
    app.run()
