import * as l10n from "@vscode/l10n";
import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import {
  type AddWordArgument,
  addWordCommand,
  type DictionaryScope,
  type IgnoreHereArgument,
  ignoreHereCommand,
  type IgnorePairArgument,
  ignorePairCommand,
  type PlaceRange,
} from "../../protocol.js";
import { dataOf, type FindingData, WORTH_READING } from "./diagnostics.js";
import { fixesByChance, fixTitle, percent } from "./fixTitles.js";
import { type DirectiveDocument, disableLine, ignoreWord } from "./suppressionEdits.js";

/** Fixes offered for one finding: the top prediction, and up to two others that are worth reading. */
const MOST_FIXES = 3;

/** What code actions may know of a document, beside the diagnostics themselves. */
export interface ActionDocument extends DirectiveDocument {
  readonly uri: string;
  readonly version: number;
  /** Those that the document has beside the writer's own, with what they are called. */
  readonly dictionaries: readonly OfferedDictionary[];
  /** Findings of the last report, if it was for this very version, that were made of this very text; else none. */
  readonly reported: readonly FindingData[];
  readonly keyOf: KeyOf;
  /** How many findings show, or showed until the last change, that were made of an older text. */
  readonly waiting: number;
}

/** The same finding again, wherever its sentence stands; `undefined` where its sentence is not known. */
type KeyOf = (data: FindingData, range: PlaceRange) => string | undefined;

export interface OfferedDictionary {
  readonly scope: DictionaryScope;
  /** As in "Add “word” to …". */
  readonly name: string;
}

/** The quick fixes of the diagnostics under the cursor: a pure function, so it never waits for anything. */
export function quickFixes(diagnostics: readonly Diagnostic[], document: ActionDocument): CodeAction[] {
  return diagnostics.flatMap((diagnostic) => {
    const data = dataOf(diagnostic);
    if (!data || !stillStands(data, diagnostic.range, document)) return [];
    return [
      ...fixesOf(data, document),
      ...fixSameActions(data, document),
      ...addWordActions(data, document),
      ...ignoreHereActions(data, diagnostic.range, document),
      ...ignorePairActions(data),
      ...ignoreByCommentActions(data, diagnostic.range, document),
    ].map((action) => ({ ...action, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] }));
  });
}

function stillStands(data: FindingData, range: PlaceRange, document: ActionDocument): boolean {
  return document.getText(data.replaced) === data.original && document.getText(range) === data.anchor;
}

/** Edits tied to the version they were made for, so that the client refuses them on any other. */
export function workspaceEditOf(
  { uri, version }: Pick<ActionDocument, "uri" | "version">,
  edits: TextEdit[],
): WorkspaceEdit {
  return { documentChanges: [{ textDocument: { uri, version }, edits }] };
}

function fixesOf(data: FindingData, document: ActionDocument): CodeAction[] {
  const standing = fixesByChance(data).filter(({ place }) => document.getText(place.replaced) === place.original);
  const offered = standing.filter(({ fix: { probability } }, index) => index === 0 || probability >= WORTH_READING);
  return offered.slice(0, MOST_FIXES).map(({ place, fix }, index) => ({
    title: `${fixTitle(place, fix)} (${percent(fix.probability)})`,
    ...(index === 0 ? { isPreferred: true } : {}),
    edit: workspaceEditOf(document, [{ range: place.replaced, newText: fix.text }]),
  }));
}

/** What is missing, too many or in several parts says nothing about a word. */
function wordOf({ operation, original }: FindingData): string | undefined {
  const isOther = operation === "insert" || operation === "delete" || operation === "merge";
  return !isOther && !/\s/u.test(original.trim()) ? original.trim() : undefined;
}

/** Only for what a dictionary is there for: a word that everybody knows would be silenced in all its mistakes. */
function addWordActions(data: FindingData, { uri, dictionaries }: ActionDocument): CodeAction[] {
  const word = wordOf(data);
  if (word === undefined || !data.isUnknown) return [];
  return [{ scope: "user", name: l10n.t("my dictionary") } as const, ...dictionaries].map(({ scope, name }) => {
    const title = l10n.t("Add “{0}” to {1}", word, name);
    const argument: AddWordArgument = { word, uri, scope };
    return { title, command: { title, command: addWordCommand, arguments: [argument] } };
  });
}

/** Leaves the text as it is. */
function ignoreHereActions(data: FindingData, range: PlaceRange, { keyOf }: ActionDocument): CodeAction[] {
  const [first] = data.fixes;
  const key = keyOf(data, range);
  if (!first || key === undefined) return [];
  const argument: IgnoreHereArgument = { key, original: data.original.trim(), fix: first.text.trim() };
  const title = l10n.t("Ignore in this sentence");
  return [{ title, command: { title, command: ignoreHereCommand, arguments: [argument] } }];
}

function ignorePairActions(data: FindingData): CodeAction[] {
  const [first] = data.fixes;
  if (!first) return [];
  const argument: IgnorePairArgument = { original: data.original.trim(), fix: first.text.trim() };
  const title = l10n.t("Ignore everywhere: {0}", fixTitle(data, first));
  return [{ title, command: { title, command: ignorePairCommand, arguments: [argument] } }];
}

function ignoreByCommentActions(data: FindingData, range: PlaceRange, document: ActionDocument): CodeAction[] {
  const word = wordOf(data);
  const line = disableLine(range.start, document);
  const file = word === undefined ? undefined : ignoreWord(word, document);
  return [
    ...(line
      ? [{ title: l10n.t("Ignore findings on this line (adds a comment)"), edit: workspaceEditOf(document, [line]) }]
      : []),
    ...(file
      ? [
          {
            title: l10n.t("Ignore “{0}” in this file (adds a comment)", String(word)),
            edit: workspaceEditOf(document, [file]),
          },
        ]
      : []),
  ];
}

function fixSameActions(data: FindingData, document: ActionDocument): CodeAction[] {
  const [first] = data.fixes;
  const same = document.reported.filter((other) => first && isSame(other, data) && other.fixes[0]?.text === first.text);
  if (!first || same.length < 2) return [];
  const edits = same.map((other) => ({ range: other.replaced, newText: first.text }));
  return [
    {
      title: l10n.t("Fix all {0} in this file: {1}", same.length, fixTitle(data, first)),
      edit: workspaceEditOf(document, edits),
    },
  ];
}

function isSame(a: FindingData, b: FindingData): boolean {
  return a.operation === b.operation && a.original === b.original && a.anchor === b.anchor;
}
