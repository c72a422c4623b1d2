import { createLexicon } from "../../src/grammar/lexicon.js";

/** A small dictionary: word, log-frequency, lemma. */
export const lexicon = createLexicon(
  [
    "the\t-1\tthe",
    "this\t-2\tthis",
    "throw\t-5\tthrow",
    "throws\t-5\tthrow",
    "go\t-4\tgo",
    "went\t-4\tgo",
    "their\t-3\ttheir",
    "there\t-3\tthere",
    "receive\t-4\treceive",
    "do\t-2\tdo",
    "cat\t-6\tcat",
    "however\t-4\thowever",
    "we\t-2\twe",
  ].join("\n"),
);
