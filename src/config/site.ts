/**
 * Reads the settings of `content/site.yaml`.
 */

import type { Checks, Problem } from "../base/diagnostic.ts";
import { isFatal, isRuleName, RULE_NAMES } from "../base/rules/rules.ts";
import { type Place, problemAt, type Source } from "../base/source.ts";
import { loginProblems } from "./cms.ts";
import {
  type CallToAction,
  DEFAULT_INSIDE_FROM_WORDS,
  DEFAULT_NAME,
  DEFAULT_URL,
  type SiteSettings,
  siteSchemaWith,
} from "./site_schema.ts";
import { type Checked, checkFields } from "./validate.ts";
import { linkSchemes } from "./validators.ts";
import { type YamlText, yamlText } from "./yaml.ts";

export interface CallsToAction {
  /** Absent: the interface's own words. */
  default?: CallToAction;
  variants: Readonly<Record<string, CallToAction>>;
  inside_from_words: number;
}

/** A redirect of site.yaml, and its position in the file. */
export type WrittenRedirect = SiteSettings["redirects"][number] & { file: string; fromPlace: Place; toPlace: Place };

/** The repository's address, without a final slash. */
export type Repository = Exclude<SiteSettings["repository"], string | undefined>;

export interface Site extends Omit<SiteSettings, "checks" | "cta" | "redirects" | "repository"> {
  checks: Checks;
  cta: CallsToAction | false;
  redirects: WrittenRedirect[];
  repository: Repository | undefined;
  /** The path under which the site is served: `/` or `/path/`. */
  base: string;
  /** Scheme and host, without a final slash. */
  origin: string;
  /** How absolute links to the site may begin: with and without `www.`, http and https. */
  roots: readonly string[];
  /** The position of `colour`. */
  colourPlace: Place & { file: string };
}

/**
 * Reads site.yaml. Without one, defaults apply, with a warning.
 *
 * @param hosts hosts that the owner adds
 */
export function readSite(from: Source, hosts: readonly string[] = []): Checked<Site> {
  const yaml = yamlText(from);
  const schemes = linkSchemes.safeParse(yaml.value.link_schemes).data ?? [];
  const { value, problems } = checkFields(siteSchemaWith(schemes, hosts), from, yaml);
  if (yaml.problems.length > 0) return { value: undefined, problems: yaml.problems };
  const names = Object.keys(value?.checks ?? {}).filter((name) => !isRuleName(name));
  const lowered = Object.entries(value?.checks ?? {}).flatMap(([name, severity]) =>
    isRuleName(name) && isFatal(name) && severity !== "error" ? [name] : [],
  );
  const site = value && completed(value, from, yaml);
  const isOnNetlify = [site?.hosts].flat().includes("netlify");
  return {
    value: site,
    problems: [
      ...problems,
      ...names.map((name) => unknownRule(from, name, yaml.placeOfKey(["checks", name]))),
      ...lowered.map((name) => fatalRule(from, name, yaml.placeOfKey(["checks", name]))),
      ...(site?.cms ? loginProblems(site.cms, { file: from.file, ...yaml.placeOfKey(["cms"]) }, isOnNetlify) : []),
      ...["name", "url"].filter((key) => !yaml.value[key]).map((key) => undecided(from, key)),
    ],
  };
}

function completed(value: SiteSettings, from: Source, yaml: YamlText): Site {
  const { origin, pathname } = new URL(value.url);
  const repository = repositoryOf(value.repository);
  const checks: Checks = {};
  for (const [name, severity] of Object.entries(value.checks)) {
    if (isRuleName(name) && !isFatal(name)) checks[name] = severity;
  }
  return {
    ...value,
    checks,
    cta: value.cta ?? { variants: {}, inside_from_words: DEFAULT_INSIDE_FROM_WORDS },
    repository,
    cms: value.cms && { ...value.cms, repo: value.cms.repo ?? repositoryPath(repository) },
    redirects: value.redirects.map((redirect, index) => ({
      ...redirect,
      file: from.file,
      fromPlace: yaml.placeOf(["redirects", index, "from"]),
      toPlace: yaml.placeOf(["redirects", index, "to"]),
    })),
    origin,
    roots: rootsOf(value.url),
    colourPlace: { file: from.file, ...yaml.placeOf(["colour"]) },
    base: pathname.endsWith("/") ? pathname : `${pathname}/`,
  };
}

function repositoryOf(written: SiteSettings["repository"]): Repository | undefined {
  const given = typeof written === "string" ? { url: written, branch: "main", folder: "" } : written;
  return given && { ...given, url: given.url.replace(/(?<!\/)\/+$|\.git$/g, "") };
}

/** As in `owner/name`. */
function repositoryPath(repository: Repository | undefined): string | undefined {
  const path = repository && new URL(repository.url).pathname.slice(1);
  return path || undefined;
}

function rootsOf(url: string): string[] {
  const place = url.replace(/^https?:\/\/(?:www\.)?/i, "").replace(/(?<!\/)\/*$/, "/");
  return ["https://", "https://www.", "http://", "http://www."].map((beginning) => beginning + place);
}

function undecided(from: Source, key: string): Problem {
  const used = key === "name" ? DEFAULT_NAME : DEFAULT_URL;
  return problemAt(
    from,
    { line: 1, column: 1 },
    {
      rule: "missing-field",
      severity: "warn",
      message: `\`${key}\` is missing, so “${used}” is used.`,
      hint:
        key === "name"
          ? "Add a line `name: …` with the blog's name."
          : "Add a line `url: https://…` with the address where the blog is served.",
    },
  );
}

function unknownRule(from: Source, name: string, place: { line: number; column: number }): Problem {
  return problemAt(from, place, {
    rule: "unknown-key",
    message: `There is no check named \`${name}\`.`,
    hint: `The checks are ${RULE_NAMES.join(", ")}.`,
  });
}

function fatalRule(from: Source, name: string, place: { line: number; column: number }): Problem {
  return problemAt(from, place, {
    rule: "wrong-type",
    message: `\`${name}\` is always an error: a post with such a problem cannot be published.`,
    hint: "Remove the line.",
  });
}
