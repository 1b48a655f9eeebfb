# /// script
# dependencies = [
#     "marimo",
# ]
# ///

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.class_definition
class Shell:
    def run(self, command):
        return f"would run {command}"

    def system(self, command):
        return self.run(command)


@app.function
def plan(subprocess, os):
    return [subprocess.run("a"), os.system("b")]


@app.cell
def _():
    print(plan(Shell(), Shell()))
    return


if __name__ == "__main__":
    app.run()
