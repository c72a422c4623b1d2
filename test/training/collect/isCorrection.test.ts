import { expect, test } from "vitest";
import { changeKey, isCorrection } from "../../../src/training/collect/isCorrection.js";

test.each([
  ["The server receive every message.", "The server receives every message."],
  ["You will recieve a message soon.", "You will receive a message soon."],
  ["This opens an dialog with two tabs.", "This opens a dialog with two tabs."],
  ["Stop it in case error while reading.", "Stop it in case of an error while reading."],
  ["We read the the whole file first.", "We read the whole file first."],
  ["Each file file is read only once.", "Each file is read only once."],
  ["You can not call it twice here.", "You cannot call it twice here."],
  ["The tool reads it's own settings first.", "The tool reads its own settings first."],
  ["It is written in english by everyone.", "It is written in English by everyone."],
  ["The option are depending on `mode` now.", "The options depend on `mode` now."],
  ["A well known limit holds for this call.", "A well-known limit holds for this call."],
  ["A tools read the file on disk.", "A tool reads the file on disk."],
  ["In case error stop it now.", "In case of all the error stop it now."],
  ["They reed the file of the tool.", "They read the file of the tool."],
  ["Ask a freind of the tool for it.", "Ask a friend of the tool for it."],
])("%s → %s", (source, target) => {
  expect(isCorrection(source, target)).toBe(true);
});

test.each([
  ["the same", "Nothing has changed in this sentence.", "Nothing has changed in this sentence."],
  ["a renaming", "Add it to the whitelist of the server.", "Add it to the allowlist of the server."],
  ["a rewording", "You can utilize this function for that.", "You can use this function for that."],
  ["a version", "It needs version 3 of the tool.", "It needs version 4 of the tool."],
  ["code", "Call `open` before you read the file.", "Call `load` before you read the file."],
  ["an identifier", "Set max_size before you read it.", "Set min_size before you read it."],
  ["an address", "See example.com/a for more about it.", "See example.com/b for more about it."],
  ["a new fact", "The tool reads all your files.", "The tool reads all your files and folders."],
  ["another thing", "The server answers each call at once.", "The service answers each call at once."],
  ["punctuation only", "First read it, then write it down.", "First read it; then write it down."],
  ["too short", "See there.", "See here."],
  ["too short but for its marks", "See: (there), now!", "See: (here), now!"],
  ["hardly anything left", "Of to the server in on file.", "For the server at file."],
  ["a fix beside a new fact", "The tool reads a old file.", "The server reads an old file."],
  ["four new words", "We read it now and then.", "We read it all over by the now and then."],
  ["four words gone", "We read it all over by the now and then.", "We read it now and then."],
  ["a pronoun for a thing", "Then the server answers each call.", "Then it answers each call."],
  ["numbers that are joined", "We need 3 4 of these files.", "We need 34 of these files."],
  ["a word that begins alike", "The process of the tool ends here.", "The product of the tool ends here."],
  ["a short word for another", "The cat of the tool ends here.", "The car of the tool ends here."],
  ["a word that ends alike", "The house of the tool ends here.", "The mouse of the tool ends here."],
  ["two other letters of five", "The table of the tool ends here.", "The tuple of the tool ends here."],
  ["a new sentence", "The tool reads a file for you.", "It has been read by then, or was it."],
  ["three edits", "A tool read a file on disk now.", "The tool reads the file at disk now."],
])("%s is no correction: %s → %s", (_, source, target) => {
  expect(isCorrection(source, target)).toBe(false);
});

test("the same change has the same key wherever it is made", () => {
  const key = changeKey("We recieve it all.", "We receive it all.");
  expect(changeKey("They recieve more.", "They receive more.")).toBe(key);
  expect(changeKey("They recieve more.", "They received more.")).not.toBe(key);
});
