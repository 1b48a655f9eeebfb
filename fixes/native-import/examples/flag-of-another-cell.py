# /// script
# dependencies = [
#     "marimo",
#     "torch; sys_platform != 'emscripten'",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import sys

    in_browser = sys.platform == "emscripten"
    return (in_browser,)


@app.cell
def _(in_browser):
    def train():
        if in_browser:
            return None
        import torch

        return torch.ones(2)

    return (train,)


@app.cell
def _(train):
    print(train())
    return


if __name__ == "__main__":
    app.run()
