"""A module beside the notebooks of this folder; it is no notebook."""


def double(number):
    """Twice the number."""
    return 2 * number
