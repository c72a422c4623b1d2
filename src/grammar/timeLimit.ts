/**
 * Does work, and ends it where it takes longer than a block may take to be read.
 * @returns what came of it, `undefined` if it was ended
 */
export type InTime = <Result extends object>(work: () => Result) => Result | undefined;

/** Where nothing can end work that runs. */
export const untilDone: InTime = (work) => work();
