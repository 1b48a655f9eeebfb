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
    from threading import Timer as Later
    return (Later,)


@app.cell
def _(Later):
    def remind(text):
        reminder = Later(60, print, args=[text])
        reminder.daemon = True
        reminder.start()
        return reminder
    return (remind,)


@app.cell
def _(remind):
    remind("save")
    return


if __name__ == "__main__":
    app.run()
