import type { DirectiveReader } from "./directive.js";

const SWITCH = /^vale (on|off)$/u;
const SPELLING = /^vale Vale\.Spelling(?:\[(.+)\])? ?= ?(YES|NO)$/su;
const QUOTED = /"([^"]*)"/gu;

/**
 * Vale's (https://vale.sh/docs/formats/markdown#comments). Of its rules only the one for spelling is about something that Cloze
 * looks at, too; those of style guides are passed over.
 */
export const readVale: DirectiveReader = (line) => {
  const [, state] = SWITCH.exec(line) ?? [];
  if (state !== undefined) return [{ directive: { kind: state === "off" ? "off" : "on", by: "vale" }, at: 0 }];
  const [, matches, value] = SPELLING.exec(line) ?? [];
  if (value === undefined) return [];
  if (matches === undefined) {
    const kind = value === "NO" ? "off" : "on";
    return [{ directive: { kind, by: "vale spelling", only: "spelling" }, at: 0 }];
  }
  const words = value === "NO" ? Array.from(matches.matchAll(QUOTED), ([, word = ""]) => word) : [];
  return [{ directive: { kind: "words", words }, at: 0 }];
};
