import { readFileSync } from "node:fs";
import type { TextRules } from "../../src/grammar/sentences.js";

/** Those that ship. */
export const { text: rules } = JSON.parse(readFileSync(new URL("../../model/model.json", import.meta.url), "utf8")) as {
  text: TextRules;
};
