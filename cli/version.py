"""The version of the distribution, here so that `--version` need not look for it."""

VERSION = "0.1.0"
