import american from "american-british-english-translator/data/british_spellings.json";

/** Whose spellings are right; `both` takes either. */
export type Dialect = "both" | "us" | "uk";

/** What the list lacks, besides what has a rule below. */
const OTHERS = {
  learnt: "learned", burnt: "burned", dreamt: "dreamed", leant: "leaned", leapt: "leaped", knelt: "kneeled",
  spelt: "spelled", smelt: "smelled", spilt: "spilled", spoilt: "spoiled", whilst: "while", amongst: "among",
  towards: "toward", afterwards: "afterward", backwards: "backward", forwards: "forward", upwards: "upward",
  downwards: "downward", inwards: "inward", outwards: "outward", onwards: "onward", orientated: "oriented",
  focussed: "focused", focussing: "focusing", focusses: "focuses", benefitted: "benefited",
  benefitting: "benefiting", acknowledgement: "acknowledgment", acknowledgements: "acknowledgments",
  judgements: "judgments", skilful: "skillful", wilful: "willful", sizeable: "sizable", enquiry: "inquiry",
  enquiries: "inquiries", cancellable: "cancelable", mum: "mom", analyser: "analyzer", analysers: "analyzers",
  "any more": "anymore", "for ever": "forever", "per cent": "percent",
}; // prettier-ignore
/** From the British spelling to the American one, both in lower case. */
const AMERICAN: ReadonlyMap<string, string> = new Map(Object.entries({ ...american, ...OTHERS }));
const POSSESSIVE = /['’]s?$/u;
const PREFIX = /^(?:un|re|de|mis|non|pre|over|auto|multi|sub)(?=\p{L}{5})/u;
/** “tokenise”, “parameterisation”: new verbs are made every day, so that no list has them all. */
const VERB = /(?<=\p{L}{3})is(?=(?:e[ds]?|ing|ers?|able|ations?|ational)$)/u;
/** Everybody writes these with “s”. */
const ALWAYS_S = /^(?:mis|over|pre|re|un)?(?:advert|adv|ar|bru|chast|comprom|compr|cru|dem|desp|dev|disgu|enfranch|enterpr|exc|exerc|expert|franch|improv|merchand|no|otherw|parad|prec|prem|pra|prom|ra|rev|superv|surm|surpr|telev)is(?:e[ds]?|ing|ers?|able|ations?|ational)$/u; // prettier-ignore

/**
 * Whether a correction only carries a word across the Atlantic although it was right as typed, so that it is none.
 * @param typed one word, in any case
 * @param fix what it would become
 */
export function isRightIn(dialect: Dialect, typed: string, fix: string): boolean {
  switch (dialect) {
    case "both":
      return isBritishOf(typed, fix) || isBritishOf(fix, typed);
    case "us":
      return isBritishOf(fix, typed);
    case "uk":
      return isBritishOf(typed, fix);
    default:
      throw new Error(`Unknown dialect: ${String(dialect)}`);
  }
}

/** True of “Neighbour’s” and “neighbor’s”, not of “neighbour’s” and “neighbors”. */
function isBritishOf(british: string, other: string): boolean {
  const ending = POSSESSIVE.exec(british)?.[0] ?? "";
  const stem = british.slice(0, british.length - ending.length).toLowerCase();
  const translated = americanOf(stem);
  return translated !== undefined && other.toLowerCase() === translated + ending;
}

/** @param word in lower case @returns the American spelling of a British one, `undefined` of any other */
function americanOf(word: string): string | undefined {
  const listed = AMERICAN.get(word);
  if (listed !== undefined) return listed;
  const prefix = PREFIX.exec(word)?.[0] ?? "";
  const stem = prefix && AMERICAN.get(word.slice(prefix.length));
  if (stem) return prefix + stem;
  const made = ALWAYS_S.test(word) ? word : word.replace(VERB, "iz");
  return made === word ? undefined : made;
}

/** Nouns that mean a group of people: in Britain “the team are”. */
const GROUPS = new Set(
  "team staff press committee government council management company family crew audience public jury board department army navy club couple majority minority".split(
    " ",
  ),
);
const SINGULAR: ReadonlyMap<string, string> = new Map([
  ["are", "is"],
  ["were", "was"],
  ["have", "has"],
  ["do", "does"],
]);

/** Whether a correction only gives a verb the singular after a noun that takes the plural in Britain, too. @param before the word before the verb */
export function isBritishPlural(before: string | undefined, typed: string, fix: string): boolean {
  return GROUPS.has(before?.toLowerCase() ?? "") && SINGULAR.get(typed.toLowerCase()) === fix.toLowerCase();
}
