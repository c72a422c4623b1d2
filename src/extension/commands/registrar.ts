import { commands, type Disposable, l10n, type LogOutputChannel } from "vscode";
import { showStatusMessage } from "../editorWindow.js";

/** Registers one command. */
type Register = <A extends unknown[]>(name: string, run: (...args: A) => Promise<void> | void) => Disposable;

/** What goes wrong in a command is logged and told in the status bar. */
export function createRegistrar(log: LogOutputChannel): Register {
  return (name, run) =>
    commands.registerCommand(name, async (...args: Parameters<typeof run>) => {
      try {
        await run(...args);
      } catch (error) {
        log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
        showStatusMessage(
          l10n.t("Cloze: that did not work: {0}", error instanceof Error ? error.message : String(error)),
        );
      }
    });
}

/** Whether a request was stopped, here or by the server: `LSPErrorCodes.RequestCancelled`, or the client's own `CancellationError`. */
export function isCancelled(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && error.code === -32800) || error.name === "Canceled";
}
