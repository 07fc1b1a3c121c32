"""The JSON Schema of the contract's two documents, generated from the records.

``python -m dateline.formats.schema FOLDER`` writes ``reading.schema.json`` and ``sheet.schema.json``.
"""

from __future__ import annotations

import json
import sys
import types
from collections.abc import Mapping
from dataclasses import is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from dateline.formats.shapes import CONSTANT, slots_of
from dateline.model import Reading, Sheet

_SCALARS: Mapping[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}
DOCUMENTS: Mapping[str, type] = {"reading": Reading, "sheet": Sheet}


def schema_of(document: type) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a document; every record is a definition of its own."""
    definitions: dict[str, Any] = {}
    root = _schema(document, definitions)
    name = document.__name__.lower()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Dateline {name}",
        "$ref": root["$ref"],
        "$defs": dict(sorted(definitions.items())),
    }


def write_schemas(folder: Path) -> list[Path]:
    """Write one file a document and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, document in DOCUMENTS.items():
        path = folder / f"{name}.schema.json"
        path.write_text(
            json.dumps(schema_of(document), indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        written.append(path)
    return written


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if get_origin(kind) in (Union, types.UnionType):
        inner = [k for k in get_args(kind) if k is not type(None)]
        return {"anyOf": [_schema(inner[0], definitions), {"type": "null"}]}
    if get_origin(kind) is tuple:
        return _array(get_args(kind), definitions)
    if get_origin(kind) is not None:
        return {"type": "object", "additionalProperties": {"type": "number"}}
    if is_dataclass(kind) and isinstance(kind, type):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}
            definitions[kind.__name__] = _record(kind, definitions)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": [str(member) for member in kind]}
    return {"type": _SCALARS[kind]}


def _array(inner: tuple[Any, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    if inner[-1] is Ellipsis:
        return {"type": "array", "items": _schema(inner[0], definitions)}
    items = [_schema(k, definitions) for k in inner]
    return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}


def _record(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {key: {"const": value} for key, value in CONSTANT.get(kind, {}).items()}
    for slot in slots_of(kind):
        if slot.inlined:
            properties.update(_record(slot.type, definitions)["properties"])
        elif slot.group is not None:
            group = properties.setdefault(slot.group, _closed({}))
            properties[slot.group] = _closed(
                {**group["properties"], slot.key: _schema(slot.type, definitions)}
            )
        else:
            properties[slot.key] = _schema(slot.type, definitions)
    return _closed(properties)


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


if __name__ == "__main__":
    for written_path in write_schemas(Path(sys.argv[1])):
        print(written_path)
