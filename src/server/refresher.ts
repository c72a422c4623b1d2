/** Asks the client to pull again. */
export interface Refresher {
  request(): void;
}

/**
 * At most one refresh is on its way at any time; those asked for meanwhile become one more.
 * @param refresh sends the request and resolves when the client has answered
 */
export function createRefresher(refresh: () => Promise<void>, onError: (error: unknown) => void): Refresher {
  let outstanding = false;
  let wanted = false;

  async function run(): Promise<void> {
    outstanding = true;
    while (wanted) {
      wanted = false;
      await refresh().catch(onError);
    }
    outstanding = false;
  }

  return {
    request() {
      wanted = true;
      if (!outstanding) void run();
    },
  };
}
