"""The rules that curated data are held to, and the check that holds them."""

from .check import check
from .findings import Findings, Tally
from .rules import RULES, Kind, Rule

__all__ = ["RULES", "Findings", "Kind", "Rule", "Tally", "check"]
