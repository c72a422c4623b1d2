import type { Runtime } from "../runtime.js";
import { switchTelemetryOff } from "./onnxLibrary.js";
import { type OpenRequest, RuntimeThread, ThreadEnded } from "./onnxThread.js";

/** What a thread leaves undone when it ends is done again in a new one, so often; then it may be what ends them. */
const MOST_AGAIN = 2;

/**
 * onnxruntime-node in threads of its own, one run in each at a time. Two threads that share no run are worth nearly twice
 * one, two that share each run a third more (docs/experiments.md). A thread that ends gives way to a new one.
 */
export function createNodeRuntime(threads: number): Runtime {
  switchTelemetryOff();
  const workers = Array.from({ length: threads }, () => new RuntimeThread());
  let sessions = 0;
  let isClosed = false;

  function replace(ended: RuntimeThread): void {
    const at = workers.indexOf(ended);
    if (at >= 0) workers[at] = new RuntimeThread();
  }

  async function doIn<Result>(
    choose: () => RuntimeThread,
    act: (thread: RuntimeThread) => Promise<Result>,
  ): Promise<Result> {
    for (let again = 0; ; again++) {
      const thread = choose();
      try {
        return await act(thread);
      } catch (error) {
        if (!(error instanceof ThreadEnded) || isClosed) throw error;
        replace(thread);
        if (again >= MOST_AGAIN) throw error;
      }
    }
  }

  const leastBusy = (): RuntimeThread => workers.reduce((a, b) => (b.waiting < a.waiting ? b : a));

  return {
    async openSession(path, fixed) {
      const request: OpenRequest = { kind: "open", session: sessions++, path, fixed };
      await Promise.all(workers.map((_, at) => doIn(() => workers[at]!, (thread) => thread.open(request)))); // prettier-ignore
      return { run: (inputs) => doIn(leastBusy, (thread) => thread.run(request, inputs)) };
    },
    async close() {
      isClosed = true;
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}
