// name: adoption
// title: Which banks and systems use which models and technologies
// title_zh: 哪些银行和系统使用哪些模型与技术
MATCH p = (:Entity)-[:DEPLOYS|USES|BUILT_ON]->(:Entity)
RETURN p;
