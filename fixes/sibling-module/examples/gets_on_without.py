"""A module beside the notebooks of this folder; it is no notebook."""

import sys
from typing import TYPE_CHECKING

try:
    import torch
except ImportError:
    torch = None

if TYPE_CHECKING:
    import tensorflow

if sys.platform != "emscripten":
    import psutil


def train(data: "tensorflow.Tensor"):
    """Not called by the notebook."""
    import jax

    return jax.numpy.sum(data), psutil


def double(number):
    """Twice the number."""
    return 2 * number if torch is None else torch.tensor(2 * number)


if __name__ == "__main__":
    import grpcio

    print(grpcio)
