"""Outlines for tests, around an invented town at 5° E, 45° N."""

from __future__ import annotations

import json
from typing import Any


def square(lon: float = 5.0, lat: float = 45.0, side: float = 0.01) -> dict[str, Any]:
    ring = [[lon, lat], [lon + side, lat], [lon + side, lat + side], [lon, lat + side], [lon, lat]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(name: str, geometry: Any, **others: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"nom": name, **others}, "geometry": geometry}


def collection(*features: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def as_file(content: Any, name: str = "contours.geojson") -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return SimpleUploadedFile(name, raw, content_type="application/geo+json")
