"""Imported by `needs_torch.py`."""

import torch


def layer(number):
    """A number."""
    return float(torch.tensor(number))
