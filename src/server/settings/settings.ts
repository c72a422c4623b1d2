import {
  defaultCheckSettings,
  type SettingsLayer,
  settingReaders,
  type CheckSettings,
  mergeLayers,
} from "../../configuration/checkSettings.js";
import {
  readBoolean,
  type Reader,
  readFields,
  readInteger,
  readOneOf,
  readString,
} from "../../configuration/readSetting.js";
import { CODE_BY_LANGUAGE } from "../../grammar/prose/code/languages.js";

export type { IgnoredPair, Severity } from "../../configuration/checkSettings.js";

/** Everything under `cloze.` in the client's settings, complete. The descriptions for people stand in `package.json`. */
export interface Settings extends CheckSettings {
  readonly enable: boolean;
  /** The comments of code are read as well. */
  readonly comments: boolean;
  readonly maxFindings: number;
  /** When a document is checked: as it is typed, when it is saved, or when the writer says so. */
  readonly checkOn: "type" | "save" | "command";
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

interface RetrainSettings {
  /** Wall-clock time that a retraining may take. */
  readonly minutes: number;
}

/** Equal to the defaults in `package.json`; a test holds them so. */
export const defaultSettings: Settings = {
  enable: true,
  ...defaultCheckSettings,
  comments: false,
  maxFindings: 200,
  checkOn: "type",
  maxFileSize: 1000,
  scoring: "cascade",
  threads: 0,
  modelPath: "",
  rememberDecisions: true,
  retrain: { minutes: 5 },
};

type Given = SettingsLayer & Partial<Omit<Settings, keyof SettingsLayer>>;

const readers: { readonly [K in keyof Given]-?: Reader<NonNullable<Given[K]>> } = {
  ...settingReaders,
  enable: readBoolean,
  comments: readBoolean,
  maxFindings: readInteger(1, 10_000),
  maxFileSize: readInteger(1, Number.MAX_SAFE_INTEGER),
  checkOn: readOneOf(["type", "save", "command"]),
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
  const { layer, badKeys } = parseLayer(given);
  return { settings: withComments(mergeLayers(defaultSettings, [layer])), badKeys };
}

/** The same of a part of the settings: what is not said is not there. */
export function parseLayer(given: unknown): { layer: Given; badKeys: string[] } {
  const badKeys: string[] = [];
  if (given === null || given === undefined) return { layer: {}, badKeys };
  return { layer: readFields<Given>(readers, {})(given, "cloze", badKeys) ?? {}, badKeys };
}

/** With the languages of code, if their comments are to be read; what the writer says of a single language counts more. */
function withComments(settings: Settings): Settings {
  return settings.comments ? { ...settings, languages: { ...CODE_BY_LANGUAGE, ...settings.languages } } : settings;
}
