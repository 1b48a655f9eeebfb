# /// script
# dependencies = ["marimo"]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    import ast
    import asyncio
    import datetime
    import os
    import socket
    import typing
    return ast, asyncio, datetime, os, socket, typing


@app.cell
def _(ast, asyncio, datetime, os, socket, typing):
    print(datetime.datetime.utcnow(), os.getpid(), ast.Constant, typing.Pattern, typing.ContextManager)
    print(socket.AF_INET, socket.gethostname(), asyncio.get_event_loop_policy())
    return


@app.cell
def _():
    class Row:
        name: str

        @classmethod
        def fields(cls):
            return list(cls.__annotations__)


    Row.fields(), Row.__annotations__
    return


if __name__ == "__main__":
    app.run()
