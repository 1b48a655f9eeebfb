"""A module beside the notebooks of this folder; it is no notebook."""

from model_layers import layer


def predict(number):
    """Something that needs a package without a build for the browser, one module further."""
    return layer(number)
