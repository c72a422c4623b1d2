import { setTimeout } from "node:timers/promises";
import { beforeEach, expect, test, vi } from "vitest";
import type { ClientOptions, ServerRun } from "../../src/extension/client.js";
import { createServerHost, type ServerHost } from "../../src/extension/serverHost.js";
import type { StatusParams } from "../../src/protocol.js";

/** What was started, in order. */
const runs = vi.hoisted(() => [] as FakeRun[]);
/** Milliseconds that a start takes; endless for one that never comes to its end. */
const takes = vi.hoisted(() => ({ start: 5 }));
vi.mock("vscode", () => ({ l10n: { t: (text: string) => text } }));
vi.mock("../../src/extension/client.js", () => ({
  createServerRun: (options: ClientOptions) => {
    const run = new FakeRun(options);
    runs.push(run);
    return run.run;
  },
}));

/** A client as `vscode-languageclient` has it: while it starts it refuses to be stopped, and ends only with its process. */
class FakeRun {
  isAlive = false;
  private fail: ((error: Error) => void) | undefined;

  constructor(private readonly options: ClientOptions) {}

  readonly run = {
    client: {
      start: async () => {
        this.isAlive = true;
        const gone = new Promise<never>((_, reject) => (this.fail = reject));
        const started = takes.start === Infinity ? new Promise<void>(() => undefined) : setTimeout(takes.start);
        await Promise.race([started, gone]);
      },
      isRunning: () => this.isAlive,
      onNotification: () => ({ dispose: () => undefined }),
      sendRequest: () =>
        this.isAlive ? Promise.resolve("answer") : Promise.reject(new Error("Client is not running")),
    },
    stop: async () => {
      await setTimeout(5);
      this.isAlive = false;
      this.fail?.(new Error("The connection was closed."));
    },
  } as unknown as ServerRun;

  crash(): void {
    this.isAlive = false;
    this.options.onCrash();
    this.fail?.(new Error("The connection was closed."));
  }
}

let host: ServerHost;
let statuses: StatusParams[];
const alive = (): number => runs.filter(({ isAlive }) => isAlive).length;

beforeEach(() => {
  runs.length = 0;
  takes.start = 5;
  statuses = [];
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  host = createServerHost({
    host: { serve: () => [] },
    log,
    onStatus: (status: StatusParams) => statuses.push(status),
  } as never);
});

test("a server that crashes is started again, and requests wait for it", async () => {
  await host.restart();
  runs[0]!.crash();
  expect(await host.request({ method: "x" }, null)).toBe("answer");
  expect(runs.map(({ isAlive }) => isAlive)).toEqual([false, true]);
});

test.each([0, 1, 4, 8, 12])("whoever restarts it %i ms after a crash has one server, not two", async (delay) => {
  await host.restart();
  runs[0]!.crash();
  await setTimeout(delay);
  await Promise.all([host.restart(), host.restart()]);
  await setTimeout(30);
  expect(alive()).toBe(1);
  expect(statuses.at(-1)).toEqual({ state: "starting" });
});

test("two crashes and a restart at once leave one server", async () => {
  await host.restart();
  runs[0]!.crash();
  const restarted = host.restart();
  await vi.waitFor(() => expect(runs.length).toBeGreaterThan(1));
  runs.at(-1)!.crash();
  await restarted;
  await host.request({ method: "x" }, null);
  expect(alive()).toBe(1);
});

test("one that never comes to its end of starting can be restarted, and stopped", async () => {
  takes.start = Infinity;
  void host.restart();
  await vi.waitFor(() => expect(alive()).toBe(1));
  takes.start = 5;
  await host.restart();
  expect(runs.map(({ isAlive }) => isAlive)).toEqual([false, true]);
  takes.start = Infinity;
  void host.restart();
  await vi.waitFor(() => expect(runs).toHaveLength(3));
  await host.stop();
  expect(alive()).toBe(0);
});

test("one that crashes again and again is left down, and restarted on command", async () => {
  await host.restart();
  for (let crash = 0; crash < 5; crash++) {
    runs.at(-1)!.crash();
    await setTimeout(30);
  }
  expect(alive()).toBe(0);
  expect(statuses.at(-1)).toMatchObject({
    state: "error",
    problem: expect.stringContaining("again and again") as string,
  });
  await host.restart();
  expect(alive()).toBe(1);
});

test("one that was stopped stays down", async () => {
  await host.restart();
  const stopped = host.stop();
  runs[0]!.crash();
  await stopped;
  await setTimeout(20);
  expect(alive()).toBe(0);
});
