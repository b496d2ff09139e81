// Finding entities by what is typed: names in both languages, aliases, ids, pinyin and its initials.

/** Text in the form in which it is compared. */
const folded = (words) => words.normalize("NFKC").toLowerCase().trim();

const squeezed = (words) => words.replace(/[\s'’·-]/gu, "");

/** Initials of syllables or words: "gong hang" as "gh". */
const initials = (words) =>
  words
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.slice(0, 1))
    .join("");

/** What an entity answers to, folded once, when something is first sought. */
let answers = null;

function answersOf({ name, aliases, readings, id }) {
  const names = [...new Set([...name, ...aliases, id].map(folded))];
  const sounds = readings.map(folded);
  const short = [...sounds, ...names.filter((each) => each.includes(" "))].map(initials);
  const loose = [...sounds.map(squeezed), ...short.filter((each) => each.length > 1)];
  return { names, loose: [...new Set(loose)] };
}

/** Places of the entities whose name, alias, id or reading holds the words, the nearest ones first. */
function sought(words) {
  const wanted = folded(words);
  if (!wanted) return null;
  answers ??= graph.entities.map(answersOf);
  const tight = squeezed(wanted);
  const found = [];
  answers.forEach((answer, place) => {
    const rank = nearness(answer, wanted, tight);
    if (rank < 5) found.push({ place, rank });
  });
  found.sort((a, b) => a.rank - b.rank || degree(b.place) - degree(a.place) || a.place - b.place);
  return found.map(({ place }) => place);
}

function nearness({ names, loose }, wanted, tight) {
  let rank = 5;
  for (const name of names) {
    const at = name.indexOf(wanted);
    if (at === 0) rank = Math.min(rank, name.length === wanted.length ? 0 : 2);
    else if (at > 0) rank = Math.min(rank, 3);
  }
  if (rank < 2 || !tight) return rank;
  for (const sound of loose) {
    const at = sound.indexOf(tight);
    if (at === 0) rank = Math.min(rank, sound.length === tight.length ? 1 : 3);
    else if (at > 0 && tight.length > 2) rank = Math.min(rank, 4);
  }
  return rank;
}
