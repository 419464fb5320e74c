"""The JSON Schema of dataset files, made of the models."""

from __future__ import annotations

import json

from tempodb.interchange.dataset.fields import ID_SCHEMA
from tempodb.interchange.dataset.models import DatasetFile


def schema_text() -> str:
    """Return the JSON Schema of dataset files, as it is shipped."""
    made = DatasetFile.model_json_schema()
    for model in (made, *made["$defs"].values()):
        for key, value in model["properties"].items():
            # Of a key that does not fit, `patternProperties` would say nothing.
            for mapping in (value, *value.get("oneOf", ())):
                for entry in mapping.pop("patternProperties", {}).values():
                    mapping |= {"additionalProperties": entry, "propertyNames": ID_SCHEMA}
            if key not in model.get("required", ()) and {"type": "null"} not in value.get("anyOf", ()):
                model["properties"][key] = {"anyOf": [value, {"type": "null"}]}
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
    return json.dumps(schema, indent=2) + "\n"
