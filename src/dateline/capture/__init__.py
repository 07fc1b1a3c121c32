"""The world into captures: addresses, feeds, WARC files, files and records; and the archive that keeps them.

What reads files and records is loaded here; what fetches and archives is loaded by those that need it.
"""

from dateline.capture.codes import NOTES
from dateline.capture.files import load_files
from dateline.capture.records import load_jsonl

__all__ = ["NOTES", "load_files", "load_jsonl"]
