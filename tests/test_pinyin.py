"""Chinese names are found by how they are read."""

from __future__ import annotations

import pytest

from bankgraph.ontology.pinyin import readings
from bankgraph.queries.names import Names
from bankgraph.stores import Store


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("中国工商银行", "zhong guo gong shang yin hang"),
        ("工行", "gong hang"),
        ("长沙银行", "chang sha yin hang"),
        ("长行", "chang hang"),
        ("云上交行", "yun shang jiao hang"),
        ("“AI+”行动方案", "ai+ xing dong fang an"),
        ("“云上交行”", "yun shang jiao hang"),
        ("平台化战略", "ping tai hua zhan lue"),
        ("服务智能重构", "fu wu zhi neng chong gou"),
        ("董事长致辞", "dong shi zhang zhi ci"),
        ("重庆", "chong qing"),
        ("效率与价值重塑", "xiao lv yu jia zhi chong su"),
        ("手机银行APP9.0", "shou ji yin hang app9.0"),
    ],
)
def test_a_name_is_read_as_people_read_it(name: str, reading: str) -> None:
    assert readings([name]) == (reading,)


def test_only_chinese_names_have_a_reading_and_each_once() -> None:
    assert readings(["工行", "ICBC", "工行"]) == ("gong hang",)


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("gonghang", "icbc"),
        ("Jiao Tong Yin Hang", "bank-of-communications"),
        ("changshayinhang", "bank-of-changsha"),
        ("qingdao fenhang", "bocom-qingdao-branch"),
        ("nanjing yinhang", None),
        ("jiaohang", "bank-of-communications"),
    ],
)
def test_a_reading_finds_the_one_thing_that_is_read_so(
    loaded: Store, text: str, identifier: str | None
) -> None:
    found = Names.of(loaded).resolve(text).resolved
    assert (found.id if found else None) == identifier
