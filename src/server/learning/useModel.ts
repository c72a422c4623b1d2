import type { Session } from "../session.js";

/** Loads the model that the settings and the chosen version ask for, if it is another one than before. */
export async function useModel({ settings, learning, work, notifier, announce }: Session): Promise<void> {
  const { scoring, threads, modelPath } = await settings.of();
  const { path: adapter, version, scope } = await learning.current(modelPath);
  work.engines.use({ scoring, threads, modelPath, adapter });
  work.engines.current();
  notifier.modelInUse(version && scope ? { date: version.date, scope } : {});
  announce();
}
