import { commands } from "vscode";
import { pause as pauseRequest } from "../protocol.js";
import type { ServerHost } from "./serverHost.js";

/** Whether checking is paused. Lasts until it is resumed or the window is closed, also when the server restarts. */
export interface Pause {
  isPaused(): boolean;
  set(state: "paused" | "running"): Promise<void>;
}

/** @param server is asked for late, because the server's host needs to know of the pause, too */
export function createPause(server: () => ServerHost): Pause {
  let paused = false;
  return {
    isPaused: () => paused,
    async set(state) {
      if (paused === (state === "paused")) return;
      paused = state === "paused";
      await commands.executeCommand("setContext", "cloze.paused", paused);
      await server().request(pauseRequest, { paused });
    },
  };
}
