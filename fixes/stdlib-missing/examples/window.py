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
    import tkinter as tk
    from tkinter import messagebox

    return messagebox, tk


@app.cell
def _(messagebox, tk):
    window = tk.Tk()
    messagebox.showinfo("Title", "Text")
    return


@app.cell
def _():
    print("needs nothing")
    return


if __name__ == "__main__":
    app.run()
