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
    from multiprocessing import cpu_count, shared_memory

    return cpu_count, shared_memory


@app.cell
def _(cpu_count):
    print(cpu_count() > 0)
    return


@app.cell
def _(shared_memory):
    block = shared_memory.SharedMemory(create=True, size=8)
    print(block.size)
    block.close()
    block.unlink()
    return


if __name__ == "__main__":
    app.run()
