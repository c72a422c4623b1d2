import { distance } from "fastest-levenshtein";
import type { Lexicon } from "../scorer.js";
import { isBreak } from "../sentenceBreaks.js";
import { type Change, type Explanation, folded, RUN_ON } from "./change.js";
import {
  ARTICLES,
  AUXILIARIES,
  BE,
  CONJUNCTIONS,
  CONTRACTIONS,
  DETERMINER_NUMBERS,
  HAVE,
  IRREGULAR_PLURALS,
  isAuxiliary,
  ONE,
  PERSONAL,
  PLAIN_PARTICIPLES,
  POSSESSIVE_OR_CONTRACTION,
  PREPOSITIONS,
  PRONOUN_CASES,
  PRONOUNS,
  SEVERAL,
  SOUND_ALIKES,
  VERB_NUMBERS,
} from "./wordClasses.js";

/** What kind of replacement it is. */
export function replaced(change: Change, lexicon: Lexicon): Explanation {
  const { category } = change;
  if (category === "punctuation") return ofMark(change);
  return ofApostrophe(change, lexicon) ?? ofClass(change, lexicon) ?? (category === "agreement" ? ofForm(change, lexicon) : ofWord(change, lexicon)); // prettier-ignore
}

function ofMark({ typed, wanted, before, after }: Change): Explanation {
  const endsMore = isBreak(wanted, before, after) && !isBreak(typed, before, after);
  return endsMore ? RUN_ON : { kind: "wrong-mark", reason: "another mark fits here" };
}

/** The same letters with other marks between them, or a contraction for a word that sounds like it. */
function ofApostrophe(change: Change, lexicon: Lexicon): Explanation | undefined {
  const [typed, wanted] = [folded(change.typed), folded(change.wanted)];
  if (areIn(POSSESSIVE_OR_CONTRACTION, typed, wanted) && (typed.includes("'") || wanted.includes("'"))) {
    const [contraction, other] = wanted.includes("'") ? [change.wanted, change.typed] : [change.typed, change.wanted];
    return { kind: "possessive-or-contraction", reason: `“${contraction}” is two words in one, “${other}” is not` };
  }
  if (typed.replaceAll("'", "") === wanted.replaceAll("'", "")) {
    // "thats" is no word, and what is owned would be one: "users".
    const isContraction = /n't$|'(?:re|ve|ll|d|m)$/u.test(wanted) || CONTRACTIONS.has(wanted) || !lexicon.isWord(typed);
    if (isContraction) return { kind: "contraction", reason: "the apostrophe stands for what is left out" };
    return {
      kind: "possessive",
      reason: wanted.includes("'") ? `“${change.wanted}” says whose it is` : "nothing is owned here",
    };
  }
  if (typed.replaceAll("-", "") === wanted.replaceAll("-", "")) {
    return { kind: "hyphen", reason: `this is written ${wanted.includes("-") ? "with" : "without"} a hyphen` };
  }
  return undefined;
}

/** Two words of one closed class. */
function ofClass(change: Change, lexicon: Lexicon): Explanation | undefined {
  const [typed, wanted] = [folded(change.typed), folded(change.wanted)];
  const both = (words: ReadonlySet<string>): boolean => words.has(typed) && words.has(wanted);
  if (both(ARTICLES)) {
    if (typed === "the" || wanted === "the") return { kind: "article", reason: likelier(change) };
    const { after = "" } = change;
    const next = /^[\p{L}\p{N}]/u.test(after) ? `“${after}”` : "what follows";
    return { kind: "a-or-an", reason: `${next} begins with the sound of a ${wanted === "an" ? "vowel" : "consonant"}` };
  }
  const determiner = numberIn(DETERMINER_NUMBERS, typed, wanted);
  if (determiner) {
    const { after } = change;
    const isClear = after !== undefined && isPlural(after, lexicon) === (determiner === "several");
    const word = isClear ? `“${after}”` : "what follows";
    return { kind: "determiner-number", reason: `${word} is ${determiner === "several" ? "plural" : "no plural"}` };
  }
  if (areIn(PRONOUN_CASES, typed, wanted))
    return { kind: "pronoun-case", reason: "another form of the pronoun fits here" };
  if (both(PRONOUNS)) return { kind: "pronoun", reason: likelier(change) };
  if (both(PREPOSITIONS) && !areIn(SOUND_ALIKES, typed, wanted))
    return { kind: "preposition", reason: likelier(change) };
  if (both(CONJUNCTIONS)) return { kind: "conjunction", reason: likelier(change) };
  if (isAuxiliary(typed) && isAuxiliary(wanted) && !lexicon.sameLemma(typed, wanted)) return { kind: "auxiliary", reason: likelier(change) }; // prettier-ignore
  return undefined;
}

/** Another form of the same word. */
function ofForm(change: Change, lexicon: Lexicon): Explanation {
  const [typed, wanted] = [folded(change.typed), folded(change.wanted)];
  if (isDegreeOf(typed, wanted) || isDegreeOf(wanted, typed)) return { kind: "comparison", reason: likelier(change) };
  if (isAdverbOf(typed, wanted) || isAdverbOf(wanted, typed))
    return { kind: "adjective-or-adverb", reason: likelier(change) };
  return ofFormBehind(change, lexicon) ?? ofNumber(change, lexicon) ?? ofFormAlone(change, lexicon);
}

/** What the word before a verb asks of it. */
function ofFormBehind(change: Change, lexicon: Lexicon): Explanation | undefined {
  const { wanted: shown, before } = change;
  if (before === undefined) return undefined;
  const [typed, wanted, last] = [folded(change.typed), folded(shown), folded(before)];
  // "Hearing" is a noun as well, and so its own plain form, but not that of "hear".
  const isPlain = lexicon.lemmas(wanted).includes(wanted) && !lexicon.lemmas(wanted).includes(typed);
  const after = `after “${before}” the verb`;
  if ((isWithS(typed, wanted) || isWithS(wanted, typed)) && !AUXILIARIES.has(last)) return undefined;
  if (last === "to" && isPlain) return { kind: "verb-after-to", reason: `${after} has its plain form` };
  if (AUXILIARIES.has(last) && isPlain) return { kind: "verb-after-auxiliary", reason: `${after} has its plain form` };
  const isParticiple = !isPlain || /(?:ed|ing)$/u.test(wanted) || PLAIN_PARTICIPLES.has(wanted);
  if (HAVE.has(last) && isParticiple) return { kind: "participle-after-have", reason: `${after} is a participle` };
  if (BE.has(last) && isParticiple) return { kind: "participle-after-be", reason: `${after} is a participle` };
  if (PREPOSITIONS.has(last) && wanted.endsWith("ing"))
    return { kind: "verb-after-preposition", reason: `${after} ends in -ing` };
  return undefined;
}

/** One or several. */
function ofNumber(change: Change, lexicon: Lexicon): Explanation | undefined {
  const { typed: typedAsShown, wanted: wantedAsShown, before } = change;
  const [typed, wanted, last] = [folded(typedAsShown), folded(wantedAsShown), folded(before ?? "")];
  const verb = numberIn(VERB_NUMBERS, typed, wanted);
  if (verb) return { kind: "subject-verb", reason: subjectOf(verb, before, lexicon) ?? `“${wantedAsShown}” goes with ${verb === "several" ? "several" : "one"}, “${typedAsShown}” with ${verb === "several" ? "one" : "several"}` }; // prettier-ignore
  if (IRREGULAR_PLURALS.has(typed) || IRREGULAR_PLURALS.has(wanted))
    return { kind: "noun-number", reason: nounReason(change) };
  const getsS = isWithS(wanted, typed);
  if (!getsS && !isWithS(typed, wanted)) return undefined;
  // With an -s a noun is several, and a verb goes with one.
  const isNoun = getsS ? SEVERAL.has(last) && !PERSONAL.has(last) : ONE.has(last) && !PERSONAL.has(last);
  if (isNoun) return { kind: "noun-number", reason: nounReason(change) };
  const isVerb = getsS ? ONE.has(last) : PERSONAL.has(last) && !ONE.has(last);
  if (isVerb) return { kind: "subject-verb", reason: `“${before!}” goes with “${wantedAsShown}”` };
  return { kind: "singular-or-plural", reason: likelier(change) };
}

function nounReason(change: Change): string {
  const last = folded(change.before ?? "");
  if (SEVERAL.has(last)) return `“${change.before!}” goes with more than one`;
  return ONE.has(last) ? `“${change.before!}” goes with one` : likelier(change);
}

/** The word before the verb, if it can be its subject. */
function subjectOf(number: "one" | "several", before: string | undefined, lexicon: Lexicon): string | undefined {
  if (before === undefined) return undefined;
  const last = folded(before);
  if ((number === "one" ? ONE : SEVERAL).has(last)) return `“${before}” is ${number === "one" ? "singular" : "plural"}`;
  if (PRONOUNS.has(last) || PREPOSITIONS.has(last) || !lexicon.isWord(last)) return undefined;
  if (number === "one" ? !lexicon.lemmas(last).includes(last) || last.endsWith("ly") : !isPlural(last, lexicon)) return undefined; // prettier-ignore
  return `“${before}” is ${number === "several" ? "plural" : "singular"}`;
}

function ofFormAlone(change: Change, lexicon: Lexicon): Explanation {
  const [typed, wanted] = [folded(change.typed), folded(change.wanted)];
  const reason = likelier(change);
  if (typed.endsWith("ing") !== wanted.endsWith("ing")) return { kind: "verb-form", reason };
  const isPast = (word: string): boolean => /ed$/u.test(word) || !(word.endsWith("s") || lexicon.lemmas(word).includes(word)); // prettier-ignore
  return isPast(typed) !== isPast(wanted) ? { kind: "tense", reason } : { kind: "word-form", reason };
}

/** Another word. */
function ofWord(change: Change, lexicon: Lexicon): Explanation {
  const [typed, wanted, last] = [folded(change.typed), folded(change.wanted), folded(change.before ?? "")];
  if (!lexicon.isWord(typed)) return { kind: "unknown-word", reason: `no word list has “${change.typed}”` };
  const alike = `“${change.typed}” and “${change.wanted}”`;
  const isOfForHave = typed === "of" && wanted === "have" && AUXILIARIES.has(last);
  if (isOfForHave || areIn(SOUND_ALIKES, typed, wanted)) return { kind: "sound-alike", reason: `${alike} sound alike` }; // prettier-ignore
  if (isAdverbOf(typed, wanted) || isAdverbOf(wanted, typed))
    return { kind: "adjective-or-adverb", reason: likelier(change) };
  const slips = typed.length > 4 ? 2 : 1;
  const isSwapped = [...typed].sort().join("") === [...wanted].sort().join("");
  if (isSwapped || distance(typed, wanted) <= slips) return { kind: "look-alike", reason: `${alike} look alike` };
  return { kind: "other-word", reason: likelier(change) };
}

/** Whether both are in one of the groups. */
function areIn(groups: readonly ReadonlySet<string>[], a: string, b: string): boolean {
  return groups.some((group) => group.has(a) && group.has(b));
}

function likelier({ typed, wanted }: Change): string {
  return `“${wanted}” is likelier here than “${typed}”`;
}

/** Whether the wanted of two words is the one for one or for several; `undefined` for other words. */
function numberIn(
  pairs: readonly (readonly [string, string])[],
  typed: string,
  wanted: string,
): "one" | "several" | undefined {
  for (const [one, several] of pairs) {
    if (typed === several && wanted === one) return "one";
    if (typed === one && wanted === several) return "several";
  }
  return undefined;
}

function isPlural(word: string, lexicon: Lexicon): boolean {
  const letters = folded(word);
  const isInflected = letters.endsWith("s") && !letters.endsWith("ss") && !lexicon.lemmas(letters).includes(letters);
  return isInflected || IRREGULAR_PLURALS.has(letters);
}

/** "files" of "file", "shelves" of "shelf"; for a verb what "it" asks for. */
function isWithS(long: string, short: string): boolean {
  const plurals = [`${short}s`, `${short}es`, short.replace(/y$/u, "ies"), short.replace(/fe?$/u, "ves"), short.replace(/is$/u, "es")]; // prettier-ignore
  return short !== long && plurals.includes(long);
}

/** "faster" or "fastest" of "fast" or of "faster". */
function isDegreeOf(degree: string, word: string): boolean {
  if (degree === word || !/(?:er|est)$/u.test(degree)) return false;
  const stem = word.replace(/(?:e|y|er)$/u, "");
  return degree.startsWith(stem) && /^(?:.|i)?(?:er|est)$/u.test(degree.slice(stem.length));
}

/** "quickly" of "quick", "easily" of "easy", "simply" of "simple". */
function isAdverbOf(adverb: string, adjective: string): boolean {
  if (adverb === "well" && adjective === "good") return true;
  return [`${adjective}ly`, adjective.replace(/y$/u, "ily"), adjective.replace(/e$/u, "y"), `${adjective}ally`].includes(adverb) && adverb !== adjective; // prettier-ignore
}
