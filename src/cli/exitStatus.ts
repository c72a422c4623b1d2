/** Exit statuses. Who is ended by a signal has 128 and its number, as everywhere: 130 after Ctrl+C. */
export const CLEAN = 0;
export const FINDINGS = 1;
export const FAILED = 2;

/** Those of `cloze retrain`; an error is 2, too. */
export const KEPT = 0;
export const REFUSED = 1;
