"""What the keys of a curated file are called and mean: the format's own, and those of the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bankgraph.ontology import Attribute, Label, Relation, Schema


@dataclass(frozen=True, slots=True)
class KeyLabel:
    """A key's name and meaning in both languages."""

    name: Label
    meaning: Label


def _key(zh: str, en: str, meaning_zh: str, meaning_en: str) -> KeyLabel:
    return KeyLabel(Label(zh, en), Label(meaning_zh, meaning_en))


_OF_FILES = {
    "source": _key("来源", "source", "本文件所整理的文本。", "The text that this file curates."),
    "named": _key(
        "点名",
        "named",
        "文本首次点名各实体之处。",
        "Where the text first names each entity: id: [start, end].",
    ),
    "statements": _key(
        "陈述", "statements", "文本所述的关系与数值。", "The relations and figures that it states."
    ),
}
_OF_ENTITIES = {
    "zh": _key("中文", "Chinese", "中文名称。", "The canonical name in Chinese."),
    "en": _key("英文", "English", "英文名称。", "The canonical name in English."),
    "description": _key(
        "说明",
        "description",
        "名称不足以说明时编者的注释。",
        "An editor's note, where the names do not say enough.",
    ),
    "accept": _key(
        "接受",
        "accept",
        "有意如此而不予理会的检查规则及理由。",
        "Rules of the checker to pass over here, each with the reason.",
    ),
    "rule": _key("规则", "rule", "检查规则的名称。", "The name of a rule of the checker."),
    "reason": _key("理由", "reason", "为何有意如此。", "Why it is meant to be so."),
}
_OF_STATEMENTS = {
    "subject": _key(
        "主语", "subject", "陈述所谈实体的标识。", "The id of the entity that the statement is about."
    ),
    "predicate": _key("谓语", "predicate", "关系的名称。", "The name of the relation to the object."),
    "object": _key(
        "宾语", "object", "关系所指实体的标识。", "The id of the entity that the relation leads to."
    ),
    "at": _key(
        "位置",
        "at",
        "陈述所在的字符：[起, 止)，从 0 起的 Unicode 码点；多处则为列表。",
        "The characters that state it: [start, end], code points from 0, end exclusive; or a list of these.",
    ),
    "subject_at": _key(
        "主语位置",
        "subject at",
        "陈述位置之外点出主语的字符。",
        "The words that name the subject, where `at` does not.",
    ),
    "object_at": _key(
        "宾语位置",
        "object at",
        "陈述位置之外点出宾语的字符。",
        "The words that name the object, where `at` does not.",
    ),
    "about_at": _key(
        "对象位置",
        "about at",
        "陈述位置之外点出数值所限对象的字符。",
        "The words that name what the figure is limited to, where `at` does not.",
    ),
    "change": _key(
        "变动", "change", "所报告的变动及其基准。", "A reported change, and what it is measured against."
    ),
}
_FORMAT = {**_OF_FILES, **_OF_ENTITIES, **_OF_STATEMENTS}


def key_labels(schema: Schema) -> Mapping[str, KeyLabel]:
    """Return what each key of a curated file means, in the vocabulary's words where it has them.

    The keys of a change go by their name in the graph (`change_value`).
    """
    of_vocabulary: dict[str, Attribute | Relation] = {
        **schema.attributes,
        "metric": schema.relations["OF_METRIC"],
        "about": schema.relations["ABOUT"],
    }
    own = {name: KeyLabel(term.label, term.definition) for name, term in of_vocabulary.items()}
    return {**own, **_FORMAT}
