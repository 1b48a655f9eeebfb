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
    import http.client
    import smtplib

    return http, smtplib


@app.cell
def _(http):
    connection = http.client.HTTPSConnection("example.org")
    connection.request("GET", "/")
    print(connection.getresponse().status)
    return


@app.cell
def _(smtplib):
    with smtplib.SMTP("mail.example.org") as _mail:
        _mail.noop()
    return


if __name__ == "__main__":
    app.run()
