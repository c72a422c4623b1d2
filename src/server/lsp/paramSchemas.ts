import * as v from "valibot";
import type {
  ViewportParams,
  CheckFileParams,
  CheckTextParams,
  IgnoredHereParams,
  InitializationOptions,
  LikelihoodParams,
  PauseParams,
  RetrainParams,
  SuggestParams,
  UseVersionParams,
} from "../../protocol.js";

/** What a client may send; anything else comes from a client with a fault, or from another version of this one. */
export type ParamSchema<P> = v.GenericSchema<unknown, P>;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const place = v.object({ line: count, character: count });
const range = v.object({ start: place, end: place });
/** No editor shows more parts of a document at the same time. */
const MOST_RANGES = 1_000;

export const nothing: ParamSchema<null> = v.null();

export const viewportParams: ParamSchema<ViewportParams> = v.object({
  uri: v.string(),
  caret: v.exactOptional(place),
  visible: v.pipe(v.array(range), v.maxLength(MOST_RANGES)),
});

const keys = v.array(v.string());

export const ignoredHereParams: ParamSchema<IgnoredHereParams> = v.object({ keys });

export const pauseParams: ParamSchema<PauseParams> = v.object({ paused: v.boolean() });

export const checkFileParams: ParamSchema<CheckFileParams> = v.object({ uri: v.string() });

export const checkTextParams: ParamSchema<CheckTextParams> = v.object({
  uri: v.string(),
  languageId: v.string(),
  text: v.string(),
});

export const likelihoodParams: ParamSchema<LikelihoodParams> = v.object({ uri: v.string(), range });

export const suggestParams: ParamSchema<SuggestParams> = v.object({ uri: v.string(), caret: place });

export const retrainParams: ParamSchema<RetrainParams> = v.object({
  use: v.array(v.picklist(["prose", "history", "fixes", "ignored", "words"])),
});

export const useVersionParams: ParamSchema<UseVersionParams> = v.object({
  id: v.nullable(v.string()),
  scope: v.picklist(["workspace", "everywhere"]),
});

/** Each key for itself, so that one that cannot be used does not take the others with it. */
export const initializationSchemas: { readonly [K in keyof InitializationOptions]-?: ParamSchema<NonNullable<InitializationOptions[K]>> } = {
  paused: v.boolean(),
  trusted: v.boolean(),
  userDictionary: v.string(),
  workspaceDictionary: v.string(),
  texts: v.record(v.string(), v.string()),
  ignoredHere: keys,
  storage: v.string(),
  sharedStorage: v.string(),
  hasCommands: v.boolean(),
  settings: v.record(v.string(), v.unknown()),
}; // prettier-ignore
