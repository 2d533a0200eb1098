"""The structure of our SDMX-CSV as SDMX-ML 3.0: concepts, code lists, the data structure and the data flow."""

from __future__ import annotations

import xml.etree.ElementTree as ET  # written here, never read
from typing import TYPE_CHECKING

from analysis import wording
from analysis.definitions import currency_codes, definitions
from analysis.model import Figure
from analysis.tables.records import columns
from analysis.tables.sdmx import AGENCY, COMPONENTS, FLOW_ID, NONE, VERSION, Component, code_id

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["sdmx_structure"]

_NAMESPACE = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/"
_MES, _STR, _COM = (f"{{{_NAMESPACE}{name}}}" for name in ("message", "structure", "common"))
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PREPARED = "1980-01-01T00:00:00Z"  # the day of writing would make other bytes of equal definitions
_SCHEME = "CONCEPTS"
_OBS_STATUS = {"A": "Normal value", "E": "Estimated value", "F": "Forecast value", "O": "Missing value"}
_ALPHA_2 = 2


def sdmx_structure() -> bytes:
    """The structure message (SDMX-ML 3.0): what a reader of our SDMX-CSV needs to know of its columns and codes.

    Names and meanings are those of the codebook, of metrics.toml and units.toml, and of CLDR. Made from the
    definitions in force; equal definitions give equal bytes.

    >>> sdmx_structure().decode().splitlines()[0]
    "<?xml version='1.0' encoding='utf-8'?>"
    """
    for prefix, name in (("mes", _MES), ("str", _STR), ("com", _COM)):
        ET.register_namespace(prefix, name.strip("{}"))
    message = ET.Element(f"{_MES}Structure")
    header = ET.SubElement(message, f"{_MES}Header")
    for name, text in (("ID", FLOW_ID), ("Test", "false"), ("Prepared", _PREPARED)):
        ET.SubElement(header, f"{_MES}{name}").text = text
    ET.SubElement(header, f"{_MES}Sender", id=AGENCY)
    structures = ET.SubElement(message, f"{_MES}Structures")
    lists = ET.SubElement(structures, f"{_STR}Codelists")
    for key, codes in _codes().items():
        _items(_artefact(lists, "Codelist", key, key.removeprefix("CL_").replace("_", " ").capitalize()), "Code", codes)
    schemes = ET.SubElement(structures, f"{_STR}ConceptSchemes")
    concepts = {component.id: component.meaning for component in COMPONENTS}
    _items(_artefact(schemes, "ConceptScheme", _SCHEME, "Concepts of Communiqué"), "Concept", concepts)
    flow = _artefact(ET.SubElement(structures, f"{_STR}Dataflows"), "Dataflow", FLOW_ID, "Figures stated in texts")
    ET.SubElement(flow, f"{_STR}Structure").text = _urn("datastructure.DataStructure", FLOW_ID)
    _data_structure(ET.SubElement(structures, f"{_STR}DataStructures"))
    ET.indent(message)
    return bytes(ET.tostring(message, encoding="utf-8", xml_declaration=True)) + b"\n"


def _urn(kind: str, key: str, item: str = "") -> str:
    return f"urn:sdmx:org.sdmx.infomodel.{kind}={AGENCY}:{key}({VERSION}){item and f'.{item}'}"


def _artefact(parent: ET.Element, kind: str, key: str, name: str) -> ET.Element:
    made = ET.SubElement(parent, f"{_STR}{kind}", id=key, agencyID=AGENCY, version=VERSION)
    _named(made, name)
    return made


def _named(element: ET.Element, name: str) -> None:
    ET.SubElement(element, f"{_COM}Name", {_LANG: _language()}).text = name


def _language() -> str:
    """The language that names and meanings are in: that of the reports."""
    return str(wording.words()["locale"]).partition("_")[0]


def _items(scheme: ET.Element, kind: str, items: Mapping[str, str]) -> None:
    for key, name in items.items():
        _named(ET.SubElement(scheme, f"{_STR}{kind}", id=key), name)


def _codes() -> dict[str, dict[str, str]]:
    """The code lists: codes and names."""
    known = definitions()
    units = {code: code for code in currency_codes()} | {code_id(unit): unit for unit in known.units}
    found = {
        "CL_INDICATOR": {metric.key: metric.name for metric in known.metrics.values()},
        "CL_AREA": {code: wording.economy(code) for code in sorted({*_economies(), *known.areas})} | {NONE: "none"},
        "CL_UNIT_MEASURE": units | {NONE: "none"},
        "CL_OBS_STATUS": _OBS_STATUS,
    }
    for column in columns(Figure):
        key = f"CL_{column.name.upper()}"
        if any(component.codes == key for component in COMPONENTS):
            found.setdefault(key, {value: value for value in column.values})
    return found


def _economies() -> list[str]:
    from babel import Locale  # noqa: PLC0415 - Babel loads its data when first asked

    named = map(str, Locale.parse(_language()).territories)
    return [c for c in named if len(c) == _ALPHA_2 and c.isalpha() and c not in definitions().not_economies]


def _data_structure(parent: ET.Element) -> None:
    parts = ET.SubElement(_artefact(parent, "DataStructure", FLOW_ID, "Figures"), f"{_STR}DataStructureComponents")
    dimensions = ET.SubElement(parts, f"{_STR}DimensionList", id="DimensionDescriptor")
    attributes = ET.SubElement(parts, f"{_STR}AttributeList", id="AttributeDescriptor")
    measures = ET.SubElement(parts, f"{_STR}MeasureList", id="MeasureDescriptor")
    for component in COMPONENTS:
        match component.role:
            case "dimension":
                place = str(len(dimensions) + 1)
                made = ET.SubElement(dimensions, f"{_STR}Dimension", id=component.id, position=place)
            case "time":
                made = ET.SubElement(dimensions, f"{_STR}TimeDimension", id=component.id)
            case "measure":
                made = ET.SubElement(measures, f"{_STR}Measure", id=component.id, usage="optional")
            case _:
                made = ET.SubElement(attributes, f"{_STR}Attribute", id=component.id, usage="optional")
        ET.SubElement(made, f"{_STR}ConceptIdentity").text = _urn("conceptscheme.Concept", _SCHEME, component.id)
        _represented(made, component)
        if component.role == "attribute":
            ET.SubElement(ET.SubElement(made, f"{_STR}AttributeRelationship"), f"{_STR}Observation")


def _represented(element: ET.Element, component: Component) -> None:
    form = ET.SubElement(element, f"{_STR}LocalRepresentation")
    if component.codes:
        ET.SubElement(form, f"{_STR}Enumeration").text = _urn("codelist.Codelist", component.codes)
    else:
        kind = "ObservationalTimePeriod" if component.role == "time" else "Double" if component.number else "String"
        ET.SubElement(form, f"{_STR}TextFormat", textType=kind)
