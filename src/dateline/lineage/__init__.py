"""Who relays whom, and who ultimately stands behind each assertion."""

from dateline.lineage.relate import Relay, fit_lineage, relate, relate_pairs
from dateline.lineage.roots import Root, Roots, root_assertions
from dateline.lineage.times import common_zone, moment
from dateline.lineage.trace import trace_relays
from dateline.lineage.weights import RelationModel

__all__ = [
    "RelationModel",
    "Relay",
    "Root",
    "Roots",
    "common_zone",
    "fit_lineage",
    "moment",
    "relate",
    "relate_pairs",
    "root_assertions",
    "trace_relays",
]
