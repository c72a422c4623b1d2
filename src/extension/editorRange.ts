import { Range } from "vscode";
import type { PlaceRange } from "../protocol.js";

/** A range of the protocol as the editor has it. */
export function toRange({ start, end }: PlaceRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
