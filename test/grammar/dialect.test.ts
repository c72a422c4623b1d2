import { describe, expect, it } from "vitest";
import { isBritishPlural, isRightIn, type Dialect } from "../../src/grammar/dialect.js";

/** Expects the dialects in which the typed word needs no correction into the fix. */
function check(typed: string, fix: string, expected: Dialect[]): void {
  const all: Dialect[] = ["both", "us", "uk"];
  expect(all.filter((dialect) => isRightIn(dialect, typed, fix))).toEqual(expected);
}

describe("dialect", () => {
  it("lets each English have its spelling", () => {
    check("colour", "color", ["both", "uk"]);
    check("color", "colour", ["both", "us"]);
    check("Initialise", "Initialize", ["both", "uk"]);
    check("CANCELED", "CANCELLED", ["both", "us"]);
    check("neighbour’s", "neighbor’s", ["both", "uk"]);
  });

  it("knows words that are made every day", () => {
    check("tokenise", "tokenize", ["both", "uk"]);
    check("Parameterisation", "Parameterization", ["both", "uk"]);
    check("serializer", "serialiser", ["both", "us"]);
    check("unlabelled", "unlabeled", ["both", "uk"]);
    check("deserialised", "deserialized", ["both", "uk"]);
    check("linearise", "linearize", ["both", "uk"]);
    check("learnt", "learned", ["both", "uk"]);
    check("toward", "towards", ["both", "us"]);
    check("any more", "anymore", ["both", "uk"]);
  });

  it("leaves alone what everybody writes with “s”", () => {
    check("surprize", "surprise", []);
    check("advertizing", "advertising", []);
    check("supervizor", "supervisor", []);
    check("promised", "promized", []);
    check("unsupervised", "unsupervized", []);
    check("arise", "arize", []);
    check("analizes", "analyses", []);
  });

  it("covers nothing but the spelling", () => {
    check("colour", "colors", []);
    check("neighbour's", "neighbors", []);
    check("colr", "color", []);
    check("their", "there", []);
    check("constructor", "Object", []);
    check("", "", []);
  });

  it("knows the nouns that take a plural in Britain", () => {
    expect(isBritishPlural("Team", "are", "is")).toBe(true);
    expect(isBritishPlural("press", "Have", "Has")).toBe(true);
    expect(isBritishPlural("team", "is", "are")).toBe(false);
    expect(isBritishPlural("list", "are", "is")).toBe(false);
    expect(isBritishPlural(undefined, "are", "is")).toBe(false);
  });

  it("does not take an unknown dialect", () => {
    expect(() => isRightIn("au" as Dialect, "colour", "color")).toThrow("Unknown dialect: au");
  });
});
