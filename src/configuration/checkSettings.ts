import type { Dialect } from "../grammar/dialect.js";
import type { Category } from "../grammar/findings.js";
import type { DocumentNames } from "../grammar/givenNames.js";
import { type Kind, KIND_NAMES } from "../grammar/kinds/kinds.js";
import { DEFAULT_CATEGORIES, type Policy, type Sensitivity } from "../grammar/policy.js";
import { PARSER_BY_LANGUAGE, PARSER_NAMES, type ParserName } from "../grammar/prose/parsers.js";
import {
  readAll,
  readBoolean,
  type Reader,
  readFields,
  readList,
  readMap,
  readOneOf,
  readString,
} from "./readSetting.js";

export type Severity = "error" | "warning" | "information" | "hint";

/** A correction that is never offered. */
export interface IgnoredPair {
  readonly original: string;
  readonly fix: string;
}

/** What a writer or a team can ask for, wherever they say it: in the editor's settings or in `.cloze.json`. */
export interface CheckSettings {
  readonly sensitivity: Sensitivity;
  readonly categorySensitivity: Readonly<Partial<Record<Category, Sensitivity>>>;
  readonly categories: Readonly<Record<Category, boolean>>;
  readonly kinds: Readonly<Partial<Record<Kind, boolean>>>;
  readonly severity: Readonly<Record<Category, Severity>>;
  readonly dialect: Dialect;
  readonly words: readonly string[];
  readonly ignoredPairs: readonly IgnoredPair[];
  readonly languages: Readonly<Record<string, ParserName | "off">>;
}

/** What one place says of them; what it does not say is absent. */
export interface SettingsLayer {
  readonly sensitivity?: Sensitivity;
  readonly categorySensitivity?: Readonly<Partial<Record<Category, Sensitivity>>>;
  readonly categories?: Readonly<Partial<Record<Category, boolean>>>;
  readonly kinds?: Readonly<Partial<Record<Kind, boolean>>>;
  readonly severity?: Readonly<Partial<Record<Category, Severity>>>;
  readonly dialect?: Dialect;
  readonly words?: readonly string[];
  readonly ignoredPairs?: readonly IgnoredPair[];
  readonly languages?: Readonly<Record<string, ParserName | "off">>;
}

/** What holds where nobody says anything; equal to the defaults in `package.json`. */
export const defaultCheckSettings: CheckSettings = {
  sensitivity: "balanced",
  categorySensitivity: {},
  categories: DEFAULT_CATEGORIES,
  kinds: {},
  severity: forEachCategory<Severity>("information"),
  dialect: "both",
  words: [],
  ignoredPairs: [],
  languages: PARSER_BY_LANGUAGE,
};

const readSensitivity = readOneOf(["relaxed", "balanced", "strict"]);

/** Reads each key of a layer. */
export const settingReaders: { readonly [K in keyof SettingsLayer]-?: Reader<NonNullable<SettingsLayer[K]>> } = {
  sensitivity: readSensitivity,
  categorySensitivity: readFields<Partial<Record<Category, Sensitivity>>>(forEachCategory(readSensitivity), {}),
  categories: readFields<Partial<Record<Category, boolean>>>(forEachCategory(readBoolean), {}),
  kinds: readFields(
    Object.fromEntries(KIND_NAMES.map((kind) => [kind, readBoolean])) as Record<Kind, Reader<boolean | undefined>>,
    {},
  ),
  severity: readFields<Partial<Record<Category, Severity>>>(
    forEachCategory(readOneOf(["error", "warning", "information", "hint"])),
    {},
  ),
  dialect: readOneOf(["both", "us", "uk"]),
  words: readList(readString),
  ignoredPairs: readList(readAll<IgnoredPair>({ original: readString, fix: readString })),
  languages: readMap<ParserName | "off">(readOneOf([...PARSER_NAMES, "off"]), {}),
};

function forEachCategory<T>(value: T): Record<Category, T> {
  return {
    spelling: value,
    agreement: value,
    wordChoice: value,
    missingWord: value,
    extraWord: value,
    punctuation: value,
    capitalization: value,
  };
}

/**
 * The settings of all layers: of two that say something of the same thing the later one counts. Lists add up, because a team's
 * words are no reason to forget one's own.
 */
export function mergeLayers<W extends CheckSettings>(base: W, layers: readonly SettingsLayer[]): W {
  return layers.reduce<W>(
    (below, above) => ({
      ...below,
      ...above,
      categorySensitivity: { ...below.categorySensitivity, ...above.categorySensitivity },
      categories: { ...below.categories, ...above.categories },
      kinds: { ...below.kinds, ...above.kinds },
      severity: { ...below.severity, ...above.severity },
      languages: { ...below.languages, ...above.languages },
      words: [...below.words, ...(above.words ?? [])],
      ignoredPairs: [...below.ignoredPairs, ...(above.ignoredPairs ?? [])],
    }),
    base,
  );
}

/**
 * What to show of what the model found.
 * @param limit the most findings
 * @param called what the document and its project are called, where that is known
 */
export function toPolicy(
  {
    sensitivity,
    categorySensitivity,
    categories,
    kinds,
    dialect,
    words,
    ignoredPairs,
  }: Omit<CheckSettings, "severity" | "languages">,
  limit: number,
  called?: DocumentNames,
): Policy {
  const known = new Set(words.map(folded));
  const pairs = new Set(ignoredPairs.map(pairKey));
  return {
    sensitivity,
    categorySensitivity,
    categories,
    kinds,
    dialect,
    isKnownWord: (word) => known.has(folded(word)),
    isIgnored: (original, fix) => pairs.has(pairKey({ original, fix })),
    limit,
    ...(called && { called }),
  };
}

/** A dictionary word counts in every case, with straight or curly apostrophes. */
function folded(word: string): string {
  return word.normalize("NFC").replace(/[‘’]/gu, "'").toLowerCase();
}

function pairKey({ original, fix }: IgnoredPair): string {
  return JSON.stringify([folded(original.trim()), folded(fix.trim())]);
}
