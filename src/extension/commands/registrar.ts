import { commands, l10n, type Disposable, type LogOutputChannel } from "vscode";
import { tellBriefly } from "../tellBriefly.js";

/** Registers one command. */
export type Register = <A extends unknown[]>(name: string, run: (...args: A) => Promise<void> | void) => Disposable;

/** What goes wrong in a command is logged and told in the status bar. */
export function createRegistrar(log: LogOutputChannel): Register {
  return (name, run) =>
    commands.registerCommand(name, async (...args: Parameters<typeof run>) => {
      try {
        await run(...args);
      } catch (error) {
        log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
        tellBriefly(l10n.t("Cloze: that did not work: {0}", error instanceof Error ? error.message : String(error)));
      }
    });
}
