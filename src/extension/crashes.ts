/** Decides whether a server that went down is started again. */
interface CrashCounter {
  /** @param now milliseconds */
  next(now: number): "restart" | "giveUp";
  reset(): void;
}

const MOST = 4;
const WITHIN = 180_000;

/** Starts it again up to four times in three minutes; what crashes more often than that needs a person. */
export function createCrashCounter(): CrashCounter {
  let times: number[] = [];
  return {
    next(now) {
      times = [...times.filter((time) => now - time < WITHIN), now];
      return times.length <= MOST ? "restart" : "giveUp";
    },
    reset() {
      times = [];
    },
  };
}
