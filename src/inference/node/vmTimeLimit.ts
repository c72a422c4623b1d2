import { createContext, Script } from "node:vm";
import type { InTime } from "../../grammar/timeLimit.js";

/** Milliseconds. A paragraph takes less than one; what takes so long is no prose. */
const LIMIT = 1_000;

const script = new Script("work()");
const sandbox: { work: () => void } = { work: () => undefined };
createContext(sandbox);

/** A limit by Node's `vm`, the one thing that ends a loop or a pattern that runs: a timer would wait for it. */
export const inTime: InTime = <Result extends object>(work: () => Result) => {
  let result: Result | undefined;
  sandbox.work = () => {
    result = work();
  };
  try {
    script.runInContext(sandbox, { timeout: LIMIT });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
  } finally {
    sandbox.work = () => undefined;
  }
  return result;
};
