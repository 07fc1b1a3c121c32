"""Claims → counts, estimates, timeline, control of places, operations; which reports are of one event."""

from dateline.events.clusters import cluster_texts, split_events
from dateline.events.control import DECAY_DAYS, read_control
from dateline.events.counts import ladder_counts
from dateline.events.estimates import estimate
from dateline.events.operations import read_operations
from dateline.events.places import UNLISTED, list_places
from dateline.events.settled import Settled, disagree, settle_control
from dateline.events.timeline import build_timeline
from dateline.events.types import TypeModel, fit_types
from dateline.events.verbs import EventVerb, event_verbs, find_verbs

__all__ = [
    "DECAY_DAYS",
    "UNLISTED",
    "EventVerb",
    "Settled",
    "TypeModel",
    "build_timeline",
    "cluster_texts",
    "disagree",
    "estimate",
    "event_verbs",
    "find_verbs",
    "fit_types",
    "ladder_counts",
    "list_places",
    "read_control",
    "read_operations",
    "settle_control",
    "split_events",
]
