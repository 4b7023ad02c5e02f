/**
 * The settings of a whole blog, as `content/site.yaml` gives them.
 */

import { IANAZone } from "luxon";
import { z } from "zod";
import type { Checks, Problem } from "../base/diagnostic.ts";
import { isFatal, isRuleName, RULE_NAMES } from "../base/rules/rules.ts";
import { type Place, problemAt, type Source } from "../base/source.ts";
import { services } from "./services.ts";
import { type Checked, checkFields, issue } from "./validate.ts";
import { isLanguage, linkAddress } from "./validators.ts";
import { type YamlText, yamlText } from "./yaml.ts";

const NAME = "My blog";
const INSIDE_FROM_WORDS = 1200;
const ADDRESS = "http://localhost:8080";

const webAddress = z
  .string()
  .refine(
    isWebAddress,
    issue("wrong-type", "This is not a web address.", "Write it in full, as in https://www.example.com."),
  );

const action = z.object({ label: z.string(), url: webAddress });

/** Copy and two actions that lead a reader to a mentor. */
const callToAction = z.object({
  title: z.string(),
  text: z.string().optional(),
  primary: action,
  secondary: action.optional(),
  /** The tags whose posts show this variant. */
  tags: z.array(z.string()).default([]),
});

/** For good or for now; the last two keep the method of a request. */
const redirectStatus = z.union([z.literal(301), z.literal(302), z.literal(307), z.literal(308)]);

const redirect = z.object({
  from: z
    .string()
    .refine(
      (address) => !address.includes("*"),
      issue("wrong-type", "A redirect is for one address, without `*`.", "Write a line for each old address."),
    ),
  to: z
    .string()
    .refine(
      (address) => (address.startsWith("/") && !address.startsWith("//")) || isWebAddress(address),
      issue("wrong-type", "A redirect may not lead there.", "Write it as in /blog/new/ or https://www.example.com/."),
    ),
  status: redirectStatus.default(301),
});

const repository = z.object({
  url: webAddress,
  branch: z.string().default("main"),
  /** The folder in it that holds the blog, if that is not the repository as a whole. */
  folder: z.string().default(""),
});

const permission = z.enum(["allow", "deny"]).default("allow");

/** Who may read the site without a person in front of it: for robots.txt. */
const crawlers = z.object({
  /** Crawlers of AI companies, by what they gather pages for. */
  ai: z.object({ training: permission, search: permission, assistants: permission }).prefault({}),
  /** Addresses, below the site's base, that no crawler should ask for. */
  disallow: z.array(z.string().startsWith("/")).default([]),
});

const HOST_NAMES = ["cloudflare", "netlify", "github_pages", "vercel", "cloudfront", "nginx", "caddy"] as const;

export type HostName = (typeof HOST_NAMES)[number];

/** How the CMS of the published site logs in and writes. */
const cms = z.object({
  backend: z.enum(["git-gateway", "github", "gitlab"]).default("git-gateway"),
  /** `owner/name`, where the backend is to know it. */
  repo: z.string().optional(),
  branch: z.string().default("main"),
  /** Of the server that logs authors in, where the host of the site does not. */
  base_url: webAddress.optional(),
});

const siteSchema = z.object({
  name: z.string().default(NAME),
  /** Where the site is served; with a path, the site lives under it. */
  url: webAddress.default(ADDRESS),
  tagline: z.string().optional(),
  description: z.string().optional(),
  /** BCP 47, as in `en` or `pt-BR`. */
  language: z
    .string()
    .refine(isLanguage, issue("wrong-type", "This is not a language code.", "Write one as in en, de or pt-BR."))
    .default("en"),
  timezone: z
    .string()
    .refine(
      (zone) => IANAZone.isValidZone(zone),
      issue("wrong-type", "This is not a time zone.", "Write one as in America/Chicago or Europe/Berlin."),
    )
    .default("UTC"),
  /** Of links, buttons and what stands out, in place of the green that comes with the generator. */
  colour: z
    .string()
    .refine(
      (text) => /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(text),
      issue("wrong-type", "This is not a colour.", 'Write it between quotation marks, as in "#0a7d5a".'),
    )
    .optional(),
  /** Old layout names, by glob, and the layouts that take their place. */
  layouts: z.record(z.string(), z.string()).default({}),
  checks: z.record(z.string(), z.enum(["error", "warn", "off"])).default({}),
  /** How many of the newest posts a feed has. */
  posts_per_feed: z.int().min(1).max(500).default(20),
  crawlers: crawlers.prefault({}),
  /** Where the blog's files can be seen and edited: the address of a repository, or more about one. */
  repository: z.union([webAddress, repository]).optional(),
  /**
   * Which posts get a picture of their own for shared links: `all`, those that are `missing` one, or `none`. Where
   * nothing is said, all, as long as the blog has few posts.
   */
  social_cards: z.enum(["auto", "all", "missing", "none"]).default("auto"),
  /** Whether a post that does not say when it was updated has the time of the last commit that changed it. */
  updated_from_git: z.boolean().default(true),
  posts_per_page: z.int().min(1).max(200).default(12),
  navigation: z.array(z.object({ label: z.string(), url: linkAddress })).optional(),
  /** Old addresses, below the site's base, and where they lead: on this site or elsewhere. */
  redirects: z.array(redirect).default([]),
  /** Old addresses at which nothing is meant to stand any more. */
  gone: z.array(z.string()).default([]),
  /** Who serves the site. Where nobody is named, it gets what several of them read. */
  hosts: z.array(z.enum(HOST_NAMES)).min(1).optional(),
  /** Whether texts stand beside their `.br` and `.gz`, for servers that send what was compressed beforehand. */
  precompress: z.boolean().default(false),
  /** The CMS at `/admin/`; none where it is not set. */
  cms: cms.optional(),
  /** Hosts whose frames (videos, forms) a post may hold. */
  embeds: z
    .array(z.string())
    .default(["www.youtube-nocookie.com", "www.youtube.com", "player.vimeo.com", "open.spotify.com"]),
  ...services,
  cta: z
    .union([
      z.literal(false),
      z.object({
        default: callToAction,
        variants: z.record(z.string(), callToAction).default({}),
        /** Posts of at least this many words get one inside the text too. */
        inside_from_words: z.int().min(1).default(INSIDE_FROM_WORDS),
      }),
    ])
    .optional(),
});

export type CallToAction = z.infer<typeof callToAction>;

export interface CallsToAction {
  /** Absent where site.yaml has none: then it is put in the words of the interface. */
  default?: CallToAction;
  variants: Readonly<Record<string, CallToAction>>;
  inside_from_words: number;
}

export type RedirectStatus = z.infer<typeof redirectStatus>;

/** A redirect of site.yaml, and where in which file it stands. */
export interface WrittenRedirect extends z.infer<typeof redirect> {
  file: string;
  fromPlace: Place;
  toPlace: Place;
}

/** Where the files of the blog can be seen; the address has no slash at the end. */
export type Repository = z.infer<typeof repository>;

export interface Site extends Omit<z.infer<typeof siteSchema>, "checks" | "cta" | "redirects" | "repository"> {
  checks: Checks;
  cta: CallsToAction | false;
  redirects: WrittenRedirect[];
  repository: Repository | undefined;
  /** The path under which the site is served: `/` or `/path/`. */
  base: string;
  /** Scheme and host, without a slash at the end. */
  origin: string;
  /** How addresses of the site begin where somebody writes them in full: with and without `www.`, of either scheme. */
  roots: readonly string[];
  /** Where the colour is written. */
  colourPlace: Place & { file: string };
}

/** Reads site.yaml. A blog without one is served with defaults and a warning. */
export function readSite(from: Source): Checked<Site> {
  const yaml = yamlText(from);
  const { value, problems } = checkFields(siteSchema, from, yaml);
  if (yaml.problems.length > 0) return { value: undefined, problems: yaml.problems };
  const names = Object.keys(value?.checks ?? {}).filter((name) => !isRuleName(name));
  const lowered = Object.entries(value?.checks ?? {}).flatMap(([name, severity]) =>
    isRuleName(name) && isFatal(name) && severity !== "error" ? [name] : [],
  );
  return {
    value: value && completed(value, from, yaml),
    problems: [
      ...problems,
      ...names.map((name) => unknownRule(from, name, yaml.placeOfKey(["checks", name]))),
      ...lowered.map((name) => fatalRule(from, name, yaml.placeOfKey(["checks", name]))),
      ...["name", "url"].filter((key) => !yaml.value[key]).map((key) => undecided(from, key)),
    ],
  };
}

function completed(value: z.infer<typeof siteSchema>, from: Source, yaml: YamlText): Site {
  const { origin, pathname } = new URL(value.url);
  const checks: Checks = {};
  for (const [name, severity] of Object.entries(value.checks)) {
    if (isRuleName(name) && !isFatal(name)) checks[name] = severity;
  }
  return {
    ...value,
    checks,
    cta: value.cta ?? { variants: {}, inside_from_words: INSIDE_FROM_WORDS },
    repository: repositoryOf(value.repository),
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

function repositoryOf(written: z.infer<typeof siteSchema>["repository"]): Repository | undefined {
  const given = typeof written === "string" ? { url: written, branch: "main", folder: "" } : written;
  return given && { ...given, url: given.url.replace(/(?<!\/)\/+$|\.git$/g, "") };
}

function rootsOf(url: string): string[] {
  const place = url.replace(/^https?:\/\/(?:www\.)?/i, "").replace(/(?<!\/)\/*$/, "/");
  return ["https://", "https://www.", "http://", "http://www."].map((beginning) => beginning + place);
}

function undecided(from: Source, key: string): Problem {
  const used = key === "name" ? NAME : ADDRESS;
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

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
