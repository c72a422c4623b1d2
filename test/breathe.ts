import { afterEach } from "vitest";

// A file of tests that wait for the programs they start, and for nothing else, answers nobody meanwhile; after a minute of that Vitest gives it up.
afterEach(() => new Promise((resolve) => setImmediate(resolve)));
