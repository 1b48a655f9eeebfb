# /// script
# dependencies = [
#     "duckdb",
#     "marimo",
#     "sqlglot",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App(sql_output="native")

with app.setup:
    import marimo as mo


@app.cell
def _():
    answer = mo.sql(
        f"""
        SELECT 42 AS answer
        """
    )
    return


if __name__ == "__main__":
    app.run()
