import { window } from "vscode";

const SHOWN_FOR = 5000;

/** Says something in the status bar for some seconds: an answer to a command, but no pop-up. */
export function tellBriefly(message: string): void {
  window.setStatusBarMessage(message, SHOWN_FOR);
}
