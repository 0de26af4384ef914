import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Model } from "@ssx/core";
import { scratchDirectory } from "./scratch.ts";

/** A program that leaves its arguments in its directory, byte for byte as the kernel was given them. */
export function argumentsProbe(): string {
  return program("#!/bin/sh\ncat /proc/$$/cmdline > arguments\n");
}

export function probedArguments(model: Model): string[] {
  const words = readFileSync(join(model.path, "arguments"), "utf8").split("\0").slice(0, -1);
  // The kernel put the interpreter and the script's path in front.
  return words.slice(2);
}

/** A program that prints its environment as the kernel was given it: no shell has its say in between. */
export function environmentProbe(): string {
  return program("#!/bin/cat /proc/self/environ\n");
}

/** All values of each name, from the output of the probe. */
export function probedEnvironment(output: string): Map<string, string[]> {
  const variables = new Map<string, string[]>();
  // The last piece is the probe's own text.
  for (const text of output.split("\0").slice(0, -1)) {
    const name = text.slice(0, text.indexOf("="));
    const value = text.slice(name.length + 1);
    variables.set(name, [...(variables.get(name) ?? []), value]);
  }
  return variables;
}

function program(text: string): string {
  const path = join(scratchDirectory(), "probe");
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}
