"""The rules that curated data are held to, by name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bankgraph.ontology import Label


class Kind(StrEnum):
    """What a rule looks at: the declarations alone, one text, what a text has left over, or all data."""

    STRUCTURE = "structure"
    PROOF = "proof"
    COVERAGE = "coverage"
    CONSISTENCY = "consistency"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with what it demands, in both languages. Only rules of `STRUCTURE` allow no exception."""

    name: str
    kind: Kind
    demand: Label


_STRUCTURE = {
    "yaml": (
        "a file is one YAML mapping in UTF-8, without unknown or repeated keys",
        "文件须为 UTF-8 编码的单个 YAML 映射，键不得未知或重复",
    ),
    "vocabulary": (
        "classes, relations, units and listed values are the ontology's, and ends are of its classes",
        "类、关系、单位与枚举值取自本体，关系两端须属于其规定的类",
    ),
    "reference": (
        "every id that is referred to is defined, and defined once",
        "所引用的标识均有定义，且仅定义一次",
    ),
    "date": (
        "dates are ISO 8601 and periods EDTF, possible, and do not end before they start",
        "日期用 ISO 8601，期间用 EDTF，须真实存在，且终点不早于起点",
    ),
    "unit": (
        "a figure has a unit of the kind that its metric measures",
        "数值的单位须与其指标的量类一致",
    ),
    "suppression": (
        "an exception names a rule and a reason, and something that it excepts",
        "例外须写明规则与理由，并确有所指",
    ),
}

_PROOF = {
    "span": (
        "a span lies in a text of the curated length; its ends cut no word, name or number and are no space",
        "位置须在规定长度的原文之内，两端不切断词、名称或数字，亦无空白",
    ),
    "name": (
        "where a source introduces an entity stands one of the entity's names",
        "来源首次点名实体之处，须为该实体的某一名称",
    ),
    "figure": (
        "the words quoted in as_written stand in the span and say the value in its unit",
        "as_written 所引文字须在位置之内，且其数值与单位与所录一致",
    ),
    "bound": (
        "the words at the figure (over, nearly, 超, 近, 约) say the comparator",
        "数值旁的用词（超、近、约、over、nearly）须与比较符一致",
    ),
    "change": (
        "the span says the change with its bound, and against what",
        "位置内须写明变动的数值、界限与对照基准",
    ),
    "period": (
        "the span says the period, and none is left out beside a date; an inferred one is said nearby",
        "位置内须写明期间，旁有日期者不得省略；推断的期间须由邻近文字得出",
    ),
    "subject": (
        "the span names the subject, or none of its class was named later before it; else see subject_at",
        "位置内须点名主语，或其为此前最近被点名的同类实体；否则见 subject_at",
    ),
    "object": (
        "the span names the object, or none of its class was named later before it; else see object_at",
        "位置内须点名宾语，或其为此前最近被点名的同类实体；否则见 object_at",
    ),
    "about": (
        "the span names what the figure is limited to, as for subject and object; else see about_at",
        "位置内须点名数值所限定的事物，要求同主语与宾语；否则见 about_at",
    ),
}

_COVERAGE = {
    "digits": (
        "every figure of a text is quoted by a statement, or is part of a name or a date",
        "原文的每个数字均为某条陈述所引，或属于名称或日期",
    ),
    "names": (
        "every entity of the graph, and name in quotation marks or capitals, is named where it stands",
        "原文出现的图谱实体、引号中或大写的名称，均须在该来源中点名",
    ),
}

_CONSISTENCY = {
    "contradiction": (
        "two figures for the same subject, metric, scope and period can both be true",
        "同一主体、指标、范围与期间的两个数值须能同时成立",
    ),
    "growth": (
        "a change over a year, or since its start, agrees with the two values that it links",
        "同比或较年初的变动须与其所联系的两个数值相符",
    ),
    "part": (
        "the figure of a part is not greater than that of the whole in the same period",
        "同一期间内，部分的数值不大于整体",
    ),
    "publication": (
        "a period does not start after publication, unless the statement speaks of the future",
        "期间不得始于发布之后，除非陈述关于未来",
    ),
    "duplicate": (
        "no two entities of a class share a name, or have names that differ in one letter only",
        "同类的两个实体不得同名，其名称亦不得仅差一字",
    ),
}

RULES = {
    name: Rule(name, kind, Label(zh, en))
    for kind, rules in (
        (Kind.STRUCTURE, _STRUCTURE),
        (Kind.PROOF, _PROOF),
        (Kind.COVERAGE, _COVERAGE),
        (Kind.CONSISTENCY, _CONSISTENCY),
    )
    for name, (en, zh) in rules.items()
}
"""Every rule, by name; each problem of a proof, of coverage or of consistency names its own."""
