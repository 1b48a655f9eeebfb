# /// script
# dependencies = ["humanize"]
# ///
"""A module with a script block of its own, which its wheel in an export asks for."""

import humanize


def text(size):
    """A size in words."""
    return humanize.naturalsize(size)
