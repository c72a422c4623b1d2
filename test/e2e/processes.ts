import { execFileSync } from "node:child_process";

/**
 * Processes of a process group whose command line matches.
 * @param group id of the group's first process
 */
export function processesOf(group: number, commandLine: RegExp): number[] {
  const table = execFileSync("ps", ["-e", "-o", "pid=,pgid=,args="], { encoding: "utf8" });
  return table
    .split("\n")
    .map((row) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row))
    .filter((row) => row !== null)
    .filter((row) => Number(row[2]) === group && commandLine.test(row[3]!))
    .map((row) => Number(row[1]));
}
