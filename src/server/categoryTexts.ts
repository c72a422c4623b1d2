import * as l10n from "@vscode/l10n";
import type { Category } from "../grammar/findings.js";

/** The category's name and, in one sentence, what such a finding means. */
export function categoryText(category: Category): { readonly name: string; readonly explanation: string } {
  switch (category) {
    case "spelling":
      return { name: l10n.t("Spelling"), explanation: l10n.t("The word is not written as dictionaries have it.") };
    case "agreement":
      return {
        name: l10n.t("Agreement"),
        explanation: l10n.t("It is the right word in a form that does not agree with the rest of the sentence."),
      };
    case "wordChoice":
      return {
        name: l10n.t("Word choice"),
        explanation: l10n.t("The word exists, but in this sentence another one was probably meant."),
      };
    case "missingWord":
      return { name: l10n.t("Missing word"), explanation: l10n.t("The sentence needs a word between these two.") };
    case "extraWord":
      return { name: l10n.t("Extra word"), explanation: l10n.t("The sentence is complete without this word.") };
    case "punctuation":
      return {
        name: l10n.t("Punctuation"),
        explanation: l10n.t("A mark is missing here, is one too many, or should be another one."),
      };
    case "capitalization":
      return { name: l10n.t("Capitalization"), explanation: l10n.t("The letters are right, but not their capitals.") };
    default:
      throw new Error(`Unknown category: ${String(category)}`);
  }
}
