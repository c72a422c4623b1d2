import type { Disposable, ExtensionContext, LogOutputChannel } from "vscode";
import { createRegistrar } from "../commands/registrar.js";
import type { ServerHost } from "../serverHost.js";
import { eraseDecisions, showDecisions } from "./rememberedDecisions.js";

export interface RetrainingOptions {
  readonly context: ExtensionContext;
  readonly server: ServerHost;
  readonly log: LogOutputChannel;
}

/** The commands around learning. */
export function registerRetraining({ context, log }: RetrainingOptions): Disposable[] {
  const register = createRegistrar(log);
  return [
    register("cloze.showDecisions", () => showDecisions(context.storageUri)),
    register("cloze.eraseDecisions", () => eraseDecisions(context.storageUri)),
  ];
}
