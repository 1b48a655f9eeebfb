# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.class_definition
class Settings:
    environ = {"SHOP_API_KEY": "secret"}


@app.cell
def _():
    os = Settings()
    print(os.environ["SHOP_API_KEY"])
    return


if __name__ == "__main__":
    app.run()
