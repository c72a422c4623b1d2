import { t } from "@vscode/l10n";
import type { Category } from "../grammar/findings.js";

/** The category's name and, in one sentence, what such a finding means. */
export function categoryText(category: Category): { readonly name: string; readonly explanation: string } {
  switch (category) {
    case "spelling":
      return { name: t("Spelling"), explanation: t("The word is not written as dictionaries have it.") };
    case "agreement":
      return {
        name: t("Agreement"),
        explanation: t("It is the right word in a form that does not agree with the rest of the sentence."),
      };
    case "wordChoice":
      return {
        name: t("Word choice"),
        explanation: t("The word exists, but in this sentence another one was probably meant."),
      };
    case "missingWord":
      return { name: t("Missing word"), explanation: t("The sentence needs a word between these two.") };
    case "extraWord":
      return { name: t("Extra word"), explanation: t("The sentence is complete without this word.") };
    case "punctuation":
      return {
        name: t("Punctuation"),
        explanation: t("A mark is missing here, is one too many, or should be another one."),
      };
    case "capitalization":
      return { name: t("Capitalization"), explanation: t("The letters are right, but not their capitals.") };
    default:
      throw new Error(`Unknown category: ${String(category)}`);
  }
}
