from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import pytest

from dateline.formats.schema import DOCUMENTS, schema_of


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_committed_schema_is_the_one_of_the_records(name: str) -> None:
    stored = (files("dateline") / "data" / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert json.loads(stored) == schema_of(DOCUMENTS[name])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema_of(DOCUMENTS[name]))
