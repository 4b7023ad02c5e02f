import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BUILD, CHECK, COMMANDS, FIX, helpText, INIT, NEW, RENAME } from "../../../src/cli/commands.ts";
import { argumentsOf } from "../../../src/cli/run.ts";

/** Variables that npm sets for every script. */
const NPM = {
  npm_config_cache: "/root/.npm",
  npm_config_user_agent: "npm/11",
  npm_config_ca: "x",
  npm_config_tag: "next",
  npm_config_link: "",
  npm_config_color: "always",
  npm_config_yes: "true",
};

describe("flags swallowed by npm", () => {
  it.each([
    ["--dry-run", FIX, [], { npm_config_dry_run: "true" }, ["--dry-run"]],
    ["--no-dry-run", FIX, [], { npm_config_dry_run: "" }, []],
    ["--output=DIR", BUILD, [], { npm_config_output: "DIR" }, ["--output=DIR"]],
    ["--output DIR", BUILD, ["DIR"], { npm_config_output: "true" }, ["--output=DIR"]],
    ["--json --clean", BUILD, [], { npm_config_json: "true", npm_config_clean: "true" }, ["--json", "--clean"]],
    ["--output DIR -- --json", BUILD, ["DIR", "--json"], { npm_config_output: "true" }, ["--output=DIR", "--json"]],
    ["--author=Ada Title", NEW, ["Title"], { npm_config_author: "Ada" }, ["--author=Ada", "Title"]],
    ["--tags=a --tags=b T", NEW, ["T"], { npm_config_tags: "a\n\nb" }, ["--tags=a", "--tags=b", "T"]],
    ["Title --draft", NEW, ["Title"], { npm_config_draft: "true" }, ["--draft", "Title"]],
    [
      "--cta-url=https://x.example",
      INIT,
      [],
      { npm_config_cta_url: "https://x.example" },
      ["--cta-url=https://x.example"],
    ],
    ["--json -- --json", CHECK, ["--json"], { npm_config_json: "true" }, ["--json"]],
  ] as const)("are restored: %s", (_, command, given, kept, expected) => {
    expect(argumentsOf(command, given, { ...NPM, ...kept })).toEqual(expected);
  });

  it.each([
    ["--dry-rn", FIX, [], { npm_config_dry_rn: "true" }, /no flag --dry-rn\. Did you mean --dry-run\?/],
    ["--contnet DIR", BUILD, ["DIR"], { npm_config_contnet: "true" }, /no flag --contnet\. Did you mean --content\?/],
    [
      "--content (nothing)",
      BUILD,
      [],
      { npm_config_content: "true" },
      /Write `--` before: npm run build -- --content DIR/,
    ],
    ["--content=", BUILD, [], { npm_config_content: "" }, /--content needs a value/],
    [
      "--output a --assets b",
      BUILD,
      ["a", "b"],
      { npm_config_output: "true", npm_config_assets: "true" },
      /npm kept --output and --assets .*: npm run build -- --output DIR --assets DIR$/,
    ],
    [
      "Title --author Ada",
      NEW,
      ["Title", "Ada"],
      { npm_config_author: "true" },
      /npm run new -- "TITLE" --author NAME$/,
    ],
    ["old new --content x", RENAME, ["old", "new", "x"], { npm_config_content: "true" }, /OLD NEW --content DIR$/],
  ] as const)("are an error when ambiguous: %s", (_, command, given, kept, message) => {
    expect(() => argumentsOf(command, given, { ...NPM, ...kept })).toThrow(message);
  });

  it("are restored for each flag of each command", () => {
    for (const command of Object.values(COMMANDS)) {
      for (const [name, { type, belongsToNpm }] of Object.entries(command.flags)) {
        const kept = { [`npm_config_${name.replaceAll("-", "_")}`]: type === "boolean" ? "true" : "value" };
        const read = argumentsOf(command, [], { ...NPM, ...kept });
        expect(read).toEqual(belongsToNpm ? [] : [type === "boolean" ? `--${name}` : `--${name}=value`]);
      }
    }
  });
});

describe("argumentsOf", () => {
  it.each([
    [BUILD, ["--contnet", "x"], "npm run build has no flag --contnet. Did you mean --content?"],
    [BUILD, ["--outputs=x"], "npm run build has no flag --outputs. Did you mean --output?"],
    [FIX, ["-n"], "npm run fix has no flag -n. There are --content, --dry-run, --help."],
    [FIX, ["dry-run"], "npm run fix accepts only flags, not “dry-run”. Did you mean --dry-run?"],
    [BUILD, ["--content"], "--content needs a value: --content DIR."],
    [BUILD, ["--content", "--json"], "--content needs a value: --content DIR."],
    [BUILD, ["--clean=yes"], "--clean takes no value."],
    [BUILD, ["--__proto__"], /no flag --__proto__/],
  ] as const)("rejects $1: $2", (command, given, message) => {
    expect(() => argumentsOf(command, given, NPM)).toThrow(message);
  });

  it("returns valid input for parseArgs, or throws a usage error", () => {
    const words = [
      ...Object.values(COMMANDS).flatMap(({ flags }) =>
        Object.keys(flags).flatMap((name) => [`--${name}`, `--${name}=x`]),
      ),
      "x",
      "--",
      "-x",
      "-",
      "",
      "--no-json",
      "--jsn",
      "true",
    ];
    const kept = fc.dictionary(
      fc.constantFrom(
        ...Object.values(COMMANDS).flatMap(({ flags }) => Object.keys(flags).map((name) => `npm_config_${name}`)),
      ),
      fc.constantFrom("true", "", "x", "a\n\nb", "false"),
      { maxKeys: 3 },
    );
    const given = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 8 })), { maxLength: 5 });
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(COMMANDS)), given, kept, (command, args, environment) => {
        let read: string[];
        try {
          read = argumentsOf(command, args, environment);
        } catch (error) {
          expect(String(error)).toMatch(/^Error: .*(has no flag|accepts only flags|takes|needs a value|npm kept)/);
          return;
        }
        const { values } = parseArgs({ args: read, options: command.flags, allowPositionals: true });
        for (const [name, value] of Object.entries(values)) {
          if (command.flags[name]?.type === "string") expect([value].flat()).not.toContain("");
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("command documentation", () => {
  it("names every flag in --help", () => {
    for (const command of Object.values(COMMANDS)) {
      const help = helpText(command);
      for (const name of Object.keys(command.flags)) expect(help).toContain(`--${name}`);
    }
  });

  it("has a table for every command in docs/commands.md", () => {
    const page = readFileSync(join(import.meta.dirname, "../../../docs/commands.md"), "utf8");
    const named = [...page.matchAll(/^<!-- table flags: (\w+) -->$/gm)].map(([, name]) => name);
    expect(named).toEqual(Object.keys(COMMANDS));
  });
});
