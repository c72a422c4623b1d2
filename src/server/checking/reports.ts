import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Finding } from "../../grammar/findings.js";
import type { Shifts } from "../../grammar/prior.js";
import type { Sentence } from "../../grammar/sentences.js";
import type { Unchecked } from "../../protocol.js";
import { type AnalysisCache, readingOf, typedSentence } from "../documents/analysis.js";
import type { CheckTriggers } from "../documents/checkTriggers.js";
import type { DocumentContexts } from "../documents/documentContexts.js";
import type { OpenDocuments } from "../documents/openDocuments.js";
import type { Origin, Published } from "../documents/publishedTexts.js";
import type { DocumentSettings } from "../settings/documentSettings.js";
import type { Engine } from "./engine.js";
import { carryOver, composeFindings } from "./mergeFindings.js";

/** What is shown of one version of a document. */
export interface Report {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly documentSettings: DocumentSettings;
  /** Those that were read, in order. */
  readonly sentences: readonly Sentence[];
  readonly findings: readonly Finding[];
  /** Those of `findings` that were found in an older text: shown until the model has seen the present one, and never applied unseen. */
  readonly carried: ReadonlySet<Finding>;
  /** Sentences that wait for the model. */
  readonly pending: readonly Sentence[];
  /** True while the model is not loaded, so that nothing is known. */
  readonly isModelMissing: boolean;
  /** Of what counts as published in it. */
  readonly origin: Origin;
  /** What the odds were moved by; `undefined` where nothing was read. */
  readonly shifts?: Shifts | undefined;
  /** True if the sentence being typed keeps something from view. */
  readonly isDeferred: boolean;
  readonly unchecked: readonly Unchecked[];
}

/** What a report is made of, beside the document. */
export interface ReportSources {
  readonly documents: OpenDocuments;
  readonly analyses: AnalysisCache;
  readonly contexts: DocumentContexts;
  readonly triggers: CheckTriggers;
  /** Documents that are checked as a whole though they are large. */
  readonly wholeUris: ReadonlySet<string>;
  /** Milliseconds; see `Timing.settle`. */
  readonly settle: number;
}

/** Makes a report at once, from what is known. `engine` is `undefined` while the model is not loaded. */
export function makeReport(
  document: TextDocument,
  documentSettings: DocumentSettings,
  published: Published,
  last: Report | undefined,
  engine: Engine | undefined,
  sources: ReportSources,
): Report {
  const { uri, version } = document;
  const text = document.getText();
  const earlier = earlierFindings(last, documentSettings, text);
  const { origin } = published;
  const base = {
    uri,
    version,
    text,
    documentSettings,
    origin,
    sentences: [],
    pending: [],
    isDeferred: false,
    isModelMissing: false,
  };
  const left = leftAlone(documentSettings);
  const nothing = { ...base, findings: [], carried: new Set<Finding>() };
  if (left.some(({ kind }) => kind === "ignored")) return { ...nothing, unchecked: left };
  const reading = readingOf(document, documentSettings.settings, sources.wholeUris);
  if ("unchecked" in reading) return { ...nothing, unchecked: [reading.unchecked, ...left] };
  const { checkOn } = documentSettings.settings;
  if (checkOn !== "type" && !sources.triggers.isDue(document, checkOn)) {
    const unchecked: Unchecked[] = [{ kind: "waiting", until: checkOn }, ...left];
    return { ...base, ...earlier, unchecked };
  }
  if (!engine) return { ...base, ...earlier, isModelMissing: true, unchecked: left };

  const { visible } = sources.documents.viewport(uri);
  const { sentences, unchecked } = sources.analyses.of(document, reading, engine.checker, visible);
  const contextOf = sources.contexts.of(document, published, reading, engine.checker);
  const shifts = engine.checker.shiftsOf(sentences, contextOf, last?.shifts);
  const { findings: found, pending } = engine.checker.report(text, sentences, documentSettings.policy, {
    contextOf,
    shifts,
  });
  const known = documentSettings.ignoredHere.without(found, sentences);
  const deferred = heldSentence(document, sentences, sources);
  const parts = { known, carried: earlier.findings, pending };
  const findings = composeFindings({ ...parts, deferred });
  const isDeferred =
    deferred !== undefined && !sameFindings(findings, composeFindings({ ...parts, deferred: undefined }));
  const reasons = [...left, ...unchecked, ...limitOf(found, documentSettings)];
  const carried = new Set(findings.filter((finding) => earlier.carried.has(finding)));
  return { ...base, sentences, findings, carried, pending, shifts, isDeferred, unchecked: reasons };
}

/** What was reported before and still stands in the text; where the text is the same, what was found in it still is. */
function earlierFindings(
  last: Report | undefined,
  documentSettings: DocumentSettings,
  text: string,
): Pick<Report, "findings" | "carried"> {
  if (last?.documentSettings !== documentSettings) return { findings: [], carried: new Set() };
  if (last.text === text) return { findings: last.findings, carried: last.carried };
  const findings = carryOver(last.findings, last.text, text);
  return { findings, carried: new Set(findings) };
}

/** What the writer's own files keep from being checked, or as it was meant. */
function leftAlone({ ignoredBy, problems }: DocumentSettings): Unchecked[] {
  if (ignoredBy !== undefined) return [{ kind: "ignored", file: ignoredBy }];
  return problems.map((message) => ({ kind: "problem", message }));
}

function heldSentence(
  document: TextDocument,
  sentences: readonly Sentence[],
  { documents, settle }: ReportSources,
): Sentence | undefined {
  const change = documents.lastChange(document.uri);
  const { caret } = documents.viewport(document.uri);
  if (!change || caret === undefined || Date.now() - change.at >= settle) return undefined;
  const text = document.getText();
  const typed = typedSentence(sentences, text, change.offset);
  return typed && typedSentence(sentences, text, caret) === typed ? typed : undefined;
}

function sameFindings(a: readonly Finding[], b: readonly Finding[]): boolean {
  return a.length === b.length && a.every((finding, index) => finding === b[index]);
}

function limitOf(known: readonly Finding[], { settings }: DocumentSettings): Unchecked[] {
  return known.length >= settings.maxFindings ? [{ kind: "limit", limit: settings.maxFindings }] : [];
}
