import { WordList } from "../../src/inference/lexicon.js";

/** A small dictionary: word, log-frequency, lemmas, cased form. */
export const lexicon = WordList.parse(
  [
    "the\t-1\tthe\t",
    "this\t-2\tthis\t",
    "throw\t-5\tthrow\t",
    "throws\t-5\tthrow\t",
    "go\t-4\tgo\t",
    "went\t-4\tgo\t",
    "their\t-3\ttheir\t",
    "there\t-3\tthere\t",
    "receive\t-4\treceive\t",
    "do\t-2\tdo\t",
    "cat\t-6\tcat\t",
    "however\t-4\thowever\t",
    "we\t-2\twe\t",
  ].join("\n"),
);
