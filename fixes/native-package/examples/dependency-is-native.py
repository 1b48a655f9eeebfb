# /// script
# dependencies = [
#     "marimo",
#     "jax",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import sys

    if sys.platform != "emscripten":
        import jax.numpy as jnp
    return jnp, sys


@app.cell
def _(jnp, sys):
    if sys.platform != "emscripten":
        print(jnp.ones(2))
    return


if __name__ == "__main__":
    app.run()
