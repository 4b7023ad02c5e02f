import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../site/site.ts";
import { isForLinux, packages } from "./packages.ts";

const all = packages();
const forBuilds = all.filter(({ isForTestsOnly }) => !isForTestsOnly);
const MOST_PACKAGES = 210;

/** Permissive licences. */
const PERMISSIVE = new Set(
  "MIT MIT-0 ISC 0BSD BSD-2-Clause BSD-3-Clause Apache-2.0 BlueOak-1.0.0 CC0-1.0 Unlicense Python-2.0 PSF-2.0 OFL-1.1".split(
    " ",
  ),
);

/** libvips (LGPL) is used unmodified as a shared library, which its licence allows. */
const USED_AS_IT_IS = /^@img\/sharp-/;

describe("build dependencies", () => {
  it(`are at most ${MOST_PACKAGES} packages`, () => {
    expect(forBuilds.filter(isForLinux).length).toBeLessThanOrEqual(MOST_PACKAGES);
  });

  it("are pinned to exact versions and locked by integrity hashes", () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    for (const version of Object.values({ ...dependencies, ...devDependencies })) {
      expect(version).toMatch(/^(?:npm:@?[\w./-]+@)?\d+\.\d+\.\d+[\w.-]*$/);
    }
    expect(all.filter(({ hasDigest }) => !hasDigest).map(({ name }) => name)).toEqual([]);
  });

  it("run no install scripts", () => {
    expect(readFileSync(join(ROOT, ".npmrc"), "utf8")).toMatch(/^ignore-scripts=true$/m);
    // Its install script only replaces its command with a faster one, which nothing here runs.
    expect(forBuilds.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name)).toEqual(["esbuild"]);
  });

  it("have permissive licences", () => {
    const others = forBuilds.filter(
      ({ name, licence }) => !PERMISSIVE.has(licence.replace(/[()]/g, "")) && !USED_AS_IT_IS.test(name),
    );
    expect(others.map(({ name, licence }) => `${name}: ${licence}`)).toEqual([]);
  });
});

describe("workflows", () => {
  const texts = workflowsIn(join(ROOT, ".github"));

  it.each(texts)("%s pins every action to a commit", (_, text) => {
    const used = [...text.matchAll(/^\s*(?:- )?uses:\s*(\S+)/gm)].map(([, action = ""]) => action);
    expect(used.length).toBeGreaterThan(0);
    for (const action of used.filter((one) => !one.startsWith("."))) expect(action).toMatch(/@[0-9a-f]{40}$/);
  });

  it.each(texts)("%s has minimal permissions", (_, text) => {
    expect(text).toMatch(/^permissions:/m);
    expect(text).not.toMatch(/pull_request_target|write-all/);
  });
});

describe("check.yml", () => {
  it("audits packages for vulnerabilities and registry signatures", () => {
    const text = readFileSync(join(ROOT, ".github", "workflows", "check.yml"), "utf8");
    expect(text).toMatch(/run: npm audit --omit=dev/);
    expect(text).toMatch(/run: npm audit signatures/);
  });
});

function workflowsIn(folder: string): [name: string, text: string][] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name): [string, string] => [name, readFileSync(join(folder, name), "utf8")])
    .filter(([, text]) => /^jobs:/m.test(text));
}
