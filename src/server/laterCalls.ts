/** One call in the future for each key; no timer runs for a key that waits for nothing. */
export interface LaterCalls {
  /** Replaces the call that waits. @param wait milliseconds */
  set(key: string, wait: number, call: () => void): void;
  clear(key: string): void;
}

export function createLaterCalls(): LaterCalls {
  const timers = new Map<string, NodeJS.Timeout>();

  function clear(key: string): void {
    clearTimeout(timers.get(key));
    timers.delete(key);
  }

  return {
    set(key, wait, call) {
      clear(key);
      const ring = (): void => {
        timers.delete(key);
        call();
      };
      timers.set(key, setTimeout(ring, Math.max(0, wait)));
    },
    clear,
  };
}
