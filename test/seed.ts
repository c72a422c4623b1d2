import fc from "fast-check";

/** What passed once passes again: other texts are tried when another seed is given (CONTRIBUTING.md). */
fc.configureGlobal({ seed: Number(process.env["CLOZE_SEED"] ?? 1) });
