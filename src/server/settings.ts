import type { Dialect } from "../grammar/dialect.js";
import type { Category } from "../grammar/findings.js";
import { DEFAULT_CATEGORIES, type Sensitivity } from "../grammar/policy.js";
import { PARSER_BY_LANGUAGE, type ParserName } from "../grammar/prose/parsers.js";
import {
  readAll,
  readBoolean,
  readFields,
  readInteger,
  readList,
  readMap,
  readOneOf,
  readString,
  type Reader,
} from "./readSetting.js";

export type Severity = "error" | "warning" | "information" | "hint";

/** Everything under `cloze.` in the client's settings, complete. The descriptions for people stand in `package.json`. */
export interface Settings {
  readonly enable: boolean;
  readonly sensitivity: Sensitivity;
  readonly categories: Readonly<Record<Category, boolean>>;
  readonly severity: Readonly<Record<Category, Severity>>;
  readonly dialect: Dialect;
  readonly words: readonly string[];
  readonly ignoredPairs: readonly IgnoredPair[];
  readonly languages: Readonly<Record<string, ParserName | "off">>;
  readonly maxFindings: number;
  /** In thousands of UTF-16 code units. */
  readonly maxFileSize: number;
  readonly scoring: "cascade" | "exhaustive";
  /** 0 lets the inference choose. */
  readonly threads: number;
  /** Empty for the model that ships. */
  readonly modelPath: string;
  /** Whether retraining may learn from what the writer decides from now on. */
  readonly rememberDecisions: boolean;
  readonly retrain: RetrainSettings;
}

export interface RetrainSettings {
  /** Wall-clock time that a retraining may take. */
  readonly minutes: number;
}

export interface IgnoredPair {
  readonly original: string;
  readonly fix: string;
}

/** Equal to the defaults in `package.json`; a test holds them so. */
export const defaultSettings: Settings = {
  enable: true,
  sensitivity: "balanced",
  categories: DEFAULT_CATEGORIES,
  severity: {
    spelling: "information",
    agreement: "information",
    wordChoice: "information",
    missingWord: "information",
    extraWord: "information",
    punctuation: "information",
    capitalization: "information",
  },
  dialect: "both",
  words: [],
  ignoredPairs: [],
  languages: PARSER_BY_LANGUAGE,
  maxFindings: 200,
  maxFileSize: 1000,
  scoring: "cascade",
  threads: 0,
  modelPath: "",
  rememberDecisions: true,
  retrain: { minutes: 5 },
};

function readEach<T>(read: Reader<T>): Record<Category, Reader<T>> {
  return {
    spelling: read,
    agreement: read,
    wordChoice: read,
    missingWord: read,
    extraWord: read,
    punctuation: read,
    capitalization: read,
  };
}

const readers: { readonly [K in keyof Settings]: Reader<Settings[K]> } = {
  enable: readBoolean,
  sensitivity: readOneOf(["relaxed", "balanced", "strict"]),
  categories: readFields(readEach(readBoolean), defaultSettings.categories),
  severity: readFields(readEach(readOneOf(["error", "warning", "information", "hint"])), defaultSettings.severity),
  dialect: readOneOf(["both", "us", "uk"]),
  words: readList(readString),
  ignoredPairs: readList(readAll<IgnoredPair>({ original: readString, fix: readString })),
  languages: readMap(readOneOf(["markdown", "mdx", "plain", "off"]), defaultSettings.languages),
  maxFindings: readInteger(1, 10_000),
  maxFileSize: readInteger(1, Number.MAX_SAFE_INTEGER),
  scoring: readOneOf(["cascade", "exhaustive"]),
  threads: readInteger(0, 64),
  modelPath: readString,
  rememberDecisions: readBoolean,
  retrain: readFields<RetrainSettings>({ minutes: readInteger(1, 120) }, defaultSettings.retrain),
};

/**
 * Makes complete settings of what the client sent.
 * @param given the client's section `cloze`; `null` or `undefined` where the client has no settings
 * @returns the settings, and the full names of the keys whose values cannot be used and count as the default
 */
export function parseSettings(given: unknown): { settings: Settings; badKeys: string[] } {
  const badKeys: string[] = [];
  if (given === null || given === undefined) return { settings: defaultSettings, badKeys };
  const settings = readFields<Settings>(readers, defaultSettings)(given, "cloze", badKeys);
  return { settings: settings ?? defaultSettings, badKeys };
}
