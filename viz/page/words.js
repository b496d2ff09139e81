// What the page itself says, as pairs [Chinese, English], like every label in the data.

const WORDS = {
  search: ["搜索", "Search"],
  searchIn: ["搜索名称、别名、拼音或标识", "Search names, aliases, pinyin and ids"],
  results: ["搜索结果", "Search results"],
  noMatch: ["没有匹配的实体", "Nothing matches"],
  legend: ["类别", "Classes"],
  showAll: ["全部显示", "Show all"],
  hideOthers: ["点击以隐藏或显示", "Click to hide or show"],
  contents: ["目录", "Contents"],
  close: ["关闭", "Close"],
  overview: ["概览", "Overview"],
  hint: [
    "点击节点查看其全部陈述及出处；点击连线查看单条陈述。",
    "Choose a dot to read all that is said of it and where; choose a line for one statement.",
  ],
  entities: ["实体", "Entities"],
  entity: ["实体", "entity"],
  statements: ["陈述", "Statements"],
  sources: ["来源", "Sources"],
  aliases: ["别名", "Also called"],
  id: ["标识", "Id"],
  description: ["说明", "Description"],
  figures: ["数值", "Figures"],
  figuresAbout: ["相关数值", "Figures about it"],
  relations: ["关系", "Relations"],
  firstNamed: ["首次出现", "First named"],
  statedIn: ["出处", "Stated in"],
  noSource: ["未给出出处", "No source given"],
  editorial: ["编者标注", "Editor’s entries"],
  characters: ["字符", "characters"],
  subject: ["主语", "Subject"],
  relation: ["关系", "Relation"],
  object: ["宾语或数值", "Object or figure"],
  details: ["限定", "Qualifiers"],
  moreRows: ["更多陈述", "More statements"],
  toDark: ["深色主题", "Dark theme"],
  toLight: ["浅色主题", "Light theme"],
  otherLanguage: ["English", "中文"],
  tools: ["更多", "More"],
  physics: ["自由移动节点", "Let the dots move"],
  time: ["时间", "Time"],
  savePng: ["保存为 PNG", "Save as PNG"],
  saveSvg: ["保存为 SVG", "Save as SVG"],
  print: ["打印", "Print"],
  byPeriod: ["所述时期", "Period spoken of"],
  byPublication: ["发表日期", "Date of publication"],
  from: ["从", "From"],
  to: ["到", "To"],
  undated: ["含未注明日期", "Undated too"],
  onlyAround: ["只看周边", "Only its neighbours"],
  addAround: ["展开周边", "Add its neighbours"],
  remove: ["隐藏", "Hide"],
  mark: ["标记", "Mark"],
  unmark: ["取消标记", "Unmark"],
  onlyBetween: ["只看它们之间的联系", "Only what connects these"],
  shown: ["显示", "Shown:"],
  unfoldAll: ["全部展开", "Unfold all"],
  foldAll: ["全部收起", "Fold all"],
  compared: ["可比数值", "Compared"],
  boundKey: [
    "箭头：至少如此，实际可能更多；空心：至多如此，或约数。",
    "Arrow: at least this, and perhaps more. Hollow: at most, or about this.",
  ],
  zoomIn: ["放大", "Zoom in"],
  zoomOut: ["缩小", "Zoom out"],
  fit: ["全图", "Fit to view"],
  graph: [
    "关系图。同样的内容见目录与陈述表。",
    "Graph. The contents and the table of statements hold the same.",
  ],
};

const NOTHING = ["没有可显示的内容。", "There is nothing to show."];

const tongue = { index: 1 };

/** The text of a pair in the page's language, or else in the other one. */
const say = (pair) => pair[tongue.index] || pair[1 - tongue.index];

const word = (key) => say(WORDS[key]);

const languageTag = () => ["zh-CN", "en"][tongue.index];

/** Chinese and English names side by side: the page's language first, the other only where it differs. */
const bothNames = (pair) => [say(pair), pair[0] === pair[1] ? "" : pair[1 - tongue.index]];
