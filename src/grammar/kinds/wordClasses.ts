// The closed classes of English words, and words that are taken for one another. All in small letters, with straight apostrophes.

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));

export const ARTICLES = set("a an the");
export const PREPOSITIONS = set(
  "about above across after against along among around as at before behind below beneath beside besides between beyond by despite down during except for from in inside into like near of off on onto out outside over past per since than through throughout to toward towards under up upon via with within without",
);
export const CONJUNCTIONS = set(
  "and or but nor so yet if because although though while whereas unless until whether when that",
);
export const BE = set("be am is are was were been being isn't aren't wasn't weren't");
export const HAVE = set("have has had having haven't hasn't hadn't");
/** What a plain verb follows. */
export const AUXILIARIES = set(
  "can could may might must shall should will would do does did can't cannot couldn't mustn't shouldn't won't wouldn't don't doesn't didn't",
);
export function isAuxiliary(word: string): boolean {
  return BE.has(word) || HAVE.has(word) || AUXILIARIES.has(word);
}
export const PERSONAL = set("i me you he him she her it we us they them one");
const OTHER_PRONOUNS =
  "my mine your yours his hers its our ours their theirs myself yourself himself herself itself ourselves themselves who whom whose which that this these those someone anyone everyone something anything everything";
export const PRONOUNS = new Set([...PERSONAL, ...OTHER_PRONOUNS.split(" ")]);

/** Subjects and determiners that go with one, and with more than one. */
export const ONE = set(
  "a an one this each every another he she it everyone someone anyone everything something anything nothing",
);
export const SEVERAL = set("these those both many several few two three four five six seven eight nine ten we they");

/** Verb forms for one, each before its form for several. */
export const VERB_NUMBERS: readonly (readonly [string, string])[] = [
  ["is", "are"],
  ["was", "were"],
  ["has", "have"],
  ["does", "do"],
  ["isn't", "aren't"],
  ["wasn't", "weren't"],
  ["hasn't", "haven't"],
  ["doesn't", "don't"],
];

/** Determiners for one, or for what is not counted, each before its fellow for several. */
export const DETERMINER_NUMBERS: readonly (readonly [string, string])[] = [
  ["this", "these"],
  ["that", "those"],
  ["much", "many"],
  ["less", "fewer"],
  ["little", "few"],
  ["another", "other"],
];

/** Plurals that do not end in -s. */
export const IRREGULAR_PLURALS = set(
  "men women children people feet teeth geese mice criteria phenomena indices vertices matrices analyses",
);

/** Participles that are also the plain form. */
export const PLAIN_PARTICIPLES = set(
  "become bet burst cast come cost cut hit hurt let overcome put quit read run set shut split spread",
);

const groups = (lines: string): readonly ReadonlySet<string>[] => lines.split(",").map((line) => set(line.trim()));

/** Forms of one pronoun. */
export const PRONOUN_CASES = groups(
  "i me my mine myself, he him his himself, she her hers herself, we us our ours ourselves, they them their theirs themselves, who whom, you your yours yourself, it its itself",
);

export const POSSESSIVE_OR_CONTRACTION = groups(
  "its it's, your you're, their they're, there they're, whose who's, theirs there's, were we're, let lets let's",
);

/** Contractions that are words of their own without the apostrophe. */
export const CONTRACTIONS = set(
  "we'll he'll she'll i'll we're we'd she'd he'd i'd that's what's there's here's who's can't won't",
);

export const SOUND_ALIKES = groups(
  "their there, then than, to too two, affect effect, accept except, advice advise, allowed aloud, alter altar, bare bear, brake break, breath breathe, by buy bye, cell sell, cite site sight, coarse course, complement compliment, council counsel, dependent dependant, device devise, discreet discrete, ensure insure, fair fare, flour flower, forth fourth, hear here, hole whole, its it's, know no, knew new, lead led, lessen lesson, mail male, meat meet, pair pear, passed past, peace piece, plain plane, practice practise, principal principle, right write, role roll, root route, scene seen, sole soul, stationary stationery, steal steel, threw through, wait weight, waist waste, weak week, wear where, weather whether, which witch, wood would, your you're, i eye, one won, some sum, for four, be bee, sea see, been bin, hour our, tail tale",
);
