/**
 * Runs commands: parses arguments, and reports mistakes in one line.
 */

import { parseArgs } from "node:util";
import { distance } from "fastest-levenshtein";
import { nearest } from "../base/nearest.ts";
import { UsageError } from "../base/usage_error.ts";
import type { Program } from "../config/options.ts";
import { type Command, helpText } from "./commands.ts";

/**
 * A command as the launcher calls it. What `main` returns becomes the exit code; 2 means a mistake on the command line,
 * which is reported in one line.
 *
 * @param main is given arguments without unknown flags and with every value, so that `parseArgs` accepts them
 */
export function command(
  spec: Command,
  main: (program: Program, args: string[]) => Promise<number>,
): (program: Program) => Promise<void> {
  return async (program) => {
    endQuietlyWhenNobodyReads();
    try {
      const given = process.argv.slice(2);
      if (asksForHelp(given)) process.stdout.write(helpText(spec));
      else process.exitCode = await main(program, argumentsOf(spec, given, process.env));
    } catch (error) {
      const words = error instanceof UsageError ? error.message : inWords(error);
      if (words === undefined) throw error;
      process.stderr.write(`${words}
`);
      process.exitCode = 2;
    }
  };
}

export function asksForHelp(given: readonly string[]): boolean {
  const end = given.indexOf("--");
  return given.slice(0, end === -1 ? undefined : end).some((one) => one === "--help" || one === "-h");
}

/**
 * The arguments of a command, including flags that npm swallowed.
 *
 * @throws UsageError for an unknown flag, a missing value, or an unexpected argument
 */
export function argumentsOf(command: Command, given: readonly string[], environment: NodeJS.ProcessEnv): string[] {
  const { tokens } = parseArgs({
    args: [...given],
    options: command.flags,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const flags = tokens.flatMap((token) => (token.kind === "option" ? token : []));
  for (const flag of flags) checkFlag(command, flag);
  const written = new Set(flags.map(({ name }) => name));
  const kept = flagsKeptByNpm(command, environment).filter(({ name }) => !written.has(name));
  const operands = tokens.flatMap((token) => (token.kind === "positional" ? token : []));
  const [open, ...moreOpen] = kept.filter(({ values }) => values === undefined);
  if (open === undefined) {
    if (command.operands === undefined) refuseOperand(command, operands[0]?.value);
    return [...kept.flatMap(asArguments), ...given];
  }
  // Of `--output DIR`, npm swallows only the flag: the value is the remaining argument.
  const [operand, ...moreOperands] = operands;
  if (takesOperands(command) || operand === undefined || moreOpen.length + moreOperands.length > 0) {
    throw new UsageError(keptByNpm(command, [open, ...moreOpen]));
  }
  checkFlag(command, { name: open.name, rawName: `--${open.name}`, value: operand.value });
  return [
    ...kept.flatMap((flag) => asArguments(flag === open ? { ...open, values: [operand.value] } : flag)),
    ...given.filter((_, index) => index !== operand.index),
  ];
}

/** Whether a remaining argument is rather an operand than the value of a flag that npm swallowed. */
function takesOperands({ operands }: Command): boolean {
  return operands !== undefined && !operands.startsWith("[");
}

/** A flag as typed. */
interface WrittenFlag {
  name: string;
  rawName: string;
  value?: string | undefined;
  /** Whether the value is attached with `=`. */
  inlineValue?: boolean | undefined;
}

function checkFlag({ name: command, flags }: Command, { name, rawName, value, inlineValue }: WrittenFlag): void {
  const known = Object.hasOwn(flags, name) ? flags[name] : undefined;
  if (known === undefined) throw new UsageError(unknownFlag(command, flags, name, rawName));
  if (known.type === "boolean" && value !== undefined) throw new UsageError(`${rawName} takes no value.`);
  if (known.type === "string" && (!value || (value.startsWith("-") && !inlineValue))) {
    throw new UsageError(`${rawName} needs a value: ${rawName} ${known.value}.`);
  }
}

function unknownFlag(name: string, flags: Command["flags"], flag: string, written: string): string {
  const known = [...Object.keys(flags), "help"];
  const guess = nearest(flag, known);
  const hint =
    guess === undefined ? `There are ${known.map((one) => `--${one}`).join(", ")}.` : `Did you mean --${guess}?`;
  return `${name} has no flag ${written}. ${hint}`;
}

function refuseOperand({ name, flags }: Command, operand: string | undefined): void {
  if (operand === undefined) return;
  const guess = nearest(operand, Object.keys(flags));
  const hint = guess === undefined ? "" : ` Did you mean --${guess}?`;
  throw new UsageError(`${name} accepts only flags, not “${operand}”.${hint}`);
}

function keptByNpm({ name, flags, operands = "" }: Command, open: readonly KeptFlag[]): string {
  const kept = open.map((flag) => `--${flag.name}`);
  const spelt = open.map((flag) => `--${flag.name} ${flags[flag.name]?.value}`);
  return `npm kept ${kept.join(" and ")} for itself. Write \`--\` before: ${[name, "--", operands, ...spelt].join(" ").replace("  ", " ")}`;
}

/** A flag that npm swallowed. */
interface KeptFlag {
  name: string;
  /** Empty for a boolean flag. Undefined if npm did not keep the value. */
  values: string[] | undefined;
}

/**
 * Flags given without `--`, as in `npm run build --clean --output=DIR`. npm treats them as its own settings and passes
 * them on as `npm_config_clean` and `npm_config_output`.
 *
 * @throws UsageError if npm swallowed a misspelt flag, or one without its value
 */
function flagsKeptByNpm(command: Command, environment: NodeJS.ProcessEnv): KeptFlag[] {
  return Object.entries(environment).flatMap(([key, value = ""]): KeptFlag[] => {
    const name = /^npm_config_(.+)$/.exec(key)?.[1]?.replaceAll("_", "-") ?? "";
    const flag = Object.hasOwn(command.flags, name) ? command.flags[name] : undefined;
    if (flag === undefined) {
      if (isSlip(name, command)) checkFlag(command, { name, rawName: `--${name}` });
      return [];
    }
    if (flag.belongsToNpm) return [];
    // The value of `--no-clean`, and of a setting that is off, is empty.
    if (flag.type === "boolean") return value === "true" ? [{ name, values: [] }] : [];
    const values = value.split("\n\n");
    if (values.includes("true")) return [{ name, values: undefined }];
    for (const one of values) checkFlag(command, { name, rawName: `--${name}`, value: one, inlineValue: true });
    return [{ name, values }];
  });
}

/** npm settings that differ from one of our flags in one letter. */
const NPM_SETTINGS = ["ca", "color", "link", "tag"];

/** Whether a setting is a misspelt flag of ours. npm passes on all settings, its own included. */
function isSlip(setting: string, { flags }: Command): boolean {
  const flag = nearest(setting, Object.keys(flags));
  if (flag === undefined || NPM_SETTINGS.includes(setting)) return false;
  return distance(setting, flag) <= (flag.length < 5 ? 1 : 2);
}

function asArguments({ name, values = [] }: KeptFlag): string[] {
  return values.length === 0 ? [`--${name}`] : values.map((value) => `--${name}=${value}`);
}

/** Errors of the machine, not of the program. */
const REFUSALS: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full",
  EDQUOT: "The disk is full for this user",
  EROFS: "Nothing can be written here",
  EACCES: "This user may not write or read here",
  EPERM: "This user may not do this here",
  EMFILE: "Too many files are open at once, and `ulimit -n 1024` allows more",
  ENFILE: "Too many files are open on this machine",
  EBUSY: "This is in use, or something is mounted here",
  EXDEV: "This cannot be moved from one disk to another",
};

function inWords(error: unknown): string | undefined {
  if (!(error instanceof Error && "code" in error)) return undefined;
  const words = REFUSALS[String(error.code)];
  if (words === undefined) return undefined;
  const place = "path" in error && typeof error.path === "string" ? ` (${error.path})` : "";
  return `${words}${place}. The site stays as it was.`;
}

/** Exits silently when the reader of our output is gone (`| head`). */
function endQuietlyWhenNobodyReads(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
      throw error;
    });
  }
}

/** @throws UsageError if it is not a port number */
export function portFrom(asked: string): number {
  const port = Number(asked);
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return port;
  throw new UsageError(`--port takes a number from 1 to 65535, not “${asked}”.`);
}

/**
 * Asks a question until the answer is right, and says what is wrong with each other one.
 *
 * @param check throws a UsageError for a wrong answer
 */
export async function untilAccepted(ask: () => Promise<string>, check: (answer: string) => void): Promise<string> {
  for (;;) {
    const answer = await ask();
    try {
      check(answer);
      return answer;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      process.stdout.write(`${error.message}\n`);
    }
  }
}
