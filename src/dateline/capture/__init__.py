"""The world into captures: files and records. This version reads what lies on disk; it does not fetch."""

from dateline.capture.codes import NOTES
from dateline.capture.files import load_files
from dateline.capture.records import load_jsonl

__all__ = ["NOTES", "load_files", "load_jsonl"]
