"""A module beside the notebooks of this folder; it is no notebook."""

import humanize
import numpy as np


def text(size):
    """A size in words."""
    return humanize.naturalsize(np.sum(size))
