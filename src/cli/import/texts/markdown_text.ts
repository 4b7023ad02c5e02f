/**
 * Rewrites what other generators add to Markdown: Liquid, shortcodes, kramdown, admonitions, MDX, formulas as pictures.
 */

import type { Note, OldText } from "../old_blog.ts";
import { attributesIn, embedOf, formulaOf, linkOf, picture, vimeo, youtube } from "./embeds.ts";

/** Where a reference to another text of the old blog leads here; undefined if nothing is there. */
export type LinkTo = (reference: string) => string | undefined;

interface Rule {
  /** For the report, after a number of times: “12 × Liquid’s `highlight` became a block of code”. */
  does: string;
  find: RegExp;
  /** Undefined leaves the words as they are. */
  to(groups: string[], linkTo: LinkTo): string | undefined;
}

const fence = (language: string, code: string): string =>
  `\n\`\`\`${language}\n${code.replace(/^\n+|\s+$/g, "")}\n\`\`\`\n`;

/** These make code, or say what is none: they come before code is set aside. */
const CODE_RULES: Rule[] = [
  {
    does: "`highlight` became a block of code",
    find: /\{%-?\s*highlight\s+([\w+#-]+)[^%]*-?%\}([\s\S]*?)\{%-?\s*endhighlight\s*-?%\}/g,
    to: ([, language = "", code = ""]) => fence(language, code),
  },
  {
    does: "`highlight` became a block of code",
    find: /\{\{[<%]\s*highlight\s+["']?([\w+#-]+)[^>%]*[>%]\}\}([\s\S]*?)\{\{[<%]\s*\/\s*highlight\s*[>%]\}\}/g,
    to: ([, language = "", code = ""]) => fence(language, code),
  },
  { does: "`raw` was not needed any more", find: /\{%-?\s*(?:end)?(?:raw|verbatim)\s*-?%\}\n?/g, to: () => "" },
];

/** The kinds of callouts here, by the kinds of other generators. Kinds that are not listed become notes. */
const CALLOUTS = new Map(
  Object.entries({
    TIP: "tip success hint",
    IMPORTANT: "important",
    WARNING: "warning attention",
    CAUTION: "caution danger error failure bug",
    TAKEAWAYS: "takeaways summary tldr",
    QUOTE: "quote",
  }).flatMap(([kind, others]) => others.split(" ").map((other) => [other, kind] as const)),
);

function callout(kind: string, title: string, text: string): string {
  const lines = text.replace(/^\n+|\s+$/g, "").split("\n");
  const first = `> [!${CALLOUTS.get(kind.toLowerCase()) ?? "NOTE"}]${title.trim() === "" ? "" : ` ${title.trim()}`}`;
  return [first, ...lines.map((line) => (line === "" ? ">" : `> ${line}`))].join("\n");
}

const RULES: Rule[] = [
  { does: "a comment was removed", find: /\{%-?\s*comment\s*-?%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\}/g, to: () => "" },
  {
    does: "a shortcode around a text was taken off",
    find: /\{\{[<%]\s*\/?\s*(?:raw-?html|html|unsafe|center|tabs?|columns?|div)\b[^>%]*[>%]\}\}/g,
    to: () => "",
  },
  {
    does: "a diagram became a block of code",
    find: /\{\{[<%]\s*mermaid\b[^>%]*[>%]\}\}([\s\S]*?)\{\{[<%]\s*\/\s*mermaid\s*[>%]\}\}/g,
    to: ([, code = ""]) => fence("mermaid", code),
  },
  {
    does: "a shortcode became details to open",
    find: /\{\{[<%]\s*(details|expand|collapse|spoiler)\s([^>%]*)[>%]\}\}([\s\S]*?)\{\{[<%]\s*\/\s*\1\s*[>%]\}\}/g,
    to: ([, , attributes = "", text = ""]) => {
      const { 0: first, title, summary } = attributesIn(attributes);
      return `<details><summary>${summary ?? title ?? first ?? "More"}</summary>\n\n${text.trim()}\n\n</details>`;
    },
  },
  { does: "attributes of Goldmark were removed", find: /\n\{[.#][\w-][^{}\n]*\}[ \t]*$/gm, to: () => "" },
  {
    does: "a link to another post became its address here",
    find: /\{%-?\s*(?:post_url|link)\s+["']?([^\s"'%]+)["']?\s*-?%\}|\{\{[<%]\s*(?:rel)?ref\s+(?:path=)?["']?([^\s"'>%]+)["']?[^>%]*[>%]\}\}/g,
    to: ([, liquid, hugo], linkTo) => linkTo(liquid ?? hugo ?? ""),
  },
  {
    does: "the address of the old site was taken off",
    find: /\{\{-?\s*(?:site\.(?:baseurl|url)|site\.github\.url|base_?url)\s*-?\}\}/gi,
    to: () => "",
  },
  {
    does: "an address in Liquid became plain",
    find: /\{\{-?\s*["']([^"']*)["']\s*\|\s*(?:relative_url|absolute_url|url|prepend:\s*site\.\w+)(?:\s*\|\s*\w+(?::\s*[\w.]+)?)*\s*-?\}\}/g,
    to: ([, path = ""]) => path,
  },
  {
    does: "a formula drawn by a service became a formula",
    find: /(\\\(|\\\[|\$\$?)?[ \t]*(?:!\[[^\]]*\]\(<?(https?:\/\/[^\s>]+?)>?(?:\s+"[^"]*")?\)(?=[\s.,;:!?)\\$]|$)|<img\b[^>]*?\bsrc=(["'])((?:https?:)?\/\/.*?)\3[^>]*>)[ \t]*(\\\)|\\\]|\$\$?)?/gim,
    to: ([whole = "", open = "", markdown, , html, close = ""]) => {
      const tex = formulaOf(html ?? markdown ?? "");
      if (tex === undefined) return undefined;
      const [before] = /^[ \t]*/.exec(whole.slice(open.length)) ?? [""];
      if (open !== "" && close !== "") return `${open} ${tex} ${close}`;
      return `${open}${before}$${tex}$${close}${/[ \t]$/.test(whole) && close === "" ? " " : ""}`;
    },
  },
  {
    does: "a video became a player",
    find: /\{%-?\s*(?:include\s+)?youtube(?:Player|-embed)?(?:\.html?)?\s+([^%]*?)-?%\}|\{\{[<%]\s*youtube\s+([^>%]*?)[>%]\}\}|<(?:YouTube|LiteYouTubeEmbed|Youtube)\s([^>]*?)\/?>(?:<\/\w+>)?/g,
    to: ([, liquid, hugo, jsx]) => {
      const { id, 0: first, youtubeid, url, videoid } = attributesIn(liquid ?? hugo ?? jsx ?? "");
      const named = id ?? youtubeid ?? videoid ?? url ?? first;
      return named === undefined ? undefined : named.includes("/") ? embedOf(named) : youtube(named);
    },
  },
  {
    does: "a video became a player",
    find: /\{%-?\s*vimeo\s+([^%]*?)-?%\}|\{\{[<%]\s*vimeo\s+([^>%]*?)[>%]\}\}/g,
    to: ([, liquid, hugo]) => {
      const { id, 0: first } = attributesIn(liquid ?? hugo ?? "");
      return id === undefined && first === undefined ? undefined : vimeo(id ?? first ?? "");
    },
  },
  {
    does: "a snippet became a link",
    find: /\{%-?\s*gist\s+([^%]*?)-?%\}|\{\{[<%]\s*gist\s+([^>%]*?)[>%]\}\}/g,
    to: ([, liquid, hugo]) => {
      const { 0: user = "", 1: id } = attributesIn(liquid ?? hugo ?? "");
      return linkOf(
        /^https?:/.test(user)
          ? user
          : `https://gist.github.com/${[user, hugo === undefined ? undefined : id].filter(Boolean).join("/")}`,
      );
    },
  },
  {
    does: "an embed by a script became a link",
    find: /<script\b[^>]*?\bsrc=["']((?:https?:)?\/\/(?:gist\.github\.com|asciinema\.org)\/[^"']+?)\.js[^"']*["'][^>]*>\s*<\/script>/gi,
    to: ([, url = ""]) => linkOf(url),
  },
  {
    does: "a script that only drew an embed was removed",
    find: /<script\b[^>]*?\bsrc=["'][^"']*(?:platform\.twitter\.com|instagram\.com\/embed|codepen\.io\/assets|tiktok\.com\/embed|widgets\.js|embedr?\.js)[^"']*["'][^>]*>\s*<\/script>\n?/gi,
    to: () => "",
  },
  {
    does: "an embed became a link or a player",
    find: /\{%-?\s*(?:embed|link|twitter|tweet|codepen|codesandbox|github|stackoverflow)\s+["']?(https?:\/\/[^\s"'%]+)["']?[^%]*-?%\}|^%\[(https?:\/\/[^\]\s]+)\]/gm,
    to: ([, liquid, hashnode]) => embedOf(liquid ?? hashnode ?? ""),
  },
  {
    does: "an embed became a link or a player",
    find: /\{\{[<%]\s*(?:tweet|x|instagram)\s+([^>%]*?)[>%]\}\}/g,
    to: ([whole = "", text = ""]) => {
      const { user = "i", id, 0: first } = attributesIn(text);
      const name = id ?? first;
      if (name === undefined) return undefined;
      return linkOf(
        /instagram/.test(whole) ? `https://instagram.com/p/${name}/` : `https://twitter.com/${user}/status/${name}`,
      );
    },
  },
  {
    does: "a figure became a picture with its caption",
    find: /\{\{[<%]\s*(?:figure|img|image)\s([^>]*?)\/?[>%]\}\}|\{%-?\s*(?:include\s+(?:figure|image|img|post-image)(?:\.html?|\.liquid)?|figure|image)\s([^%]*?)-?%\}/g,
    to: ([, hugo, liquid]) => {
      const {
        src,
        path,
        url,
        image_path,
        image,
        file,
        0: first,
        alt,
        caption,
        title,
        attr,
      } = attributesIn(hugo ?? liquid ?? "");
      const target = src ?? path ?? url ?? image_path ?? image ?? file ?? first;
      return target === undefined
        ? undefined
        : picture({
            src: target,
            alt: alt ?? title ?? "",
            caption: [caption ?? title ?? "", attr].filter(Boolean).join(" "),
          });
    },
  },
  {
    does: "a list of contents, which the page makes by itself, was removed",
    find: /^(?:[*+-]|1\.)[ \t]+.*\n\{:[ \t]*toc\b[^}]*\}[ \t]*$|^[ \t]*(?:\[\[_?toc_?\]\]|\[toc\]|\{:toc\}|\$\{toc\}|\{\{[<%]\s*toc\s*\/?[>%]\}\}|<TOC[^>]*\/>)[ \t]*$/gim,
    to: () => "",
  },
  {
    does: "the mark at the end of an excerpt was removed",
    find: /^[ \t]*(?:<!--+\s*(?:more|truncate|excerpt|end[-_ ]?excerpt|read ?more)\s*--+>|\{\/\*\s*truncate\s*\*\/\})[ \t]*$\n?/gim,
    to: () => "",
  },
  {
    does: "a block that kramdown marks became a callout",
    find: /((?:^>.*\n)+)\{:[ \t]*\.?(?:prompt-|notice--)?(tip|info|warning|danger|note|success|primary)\b[^}]*\}[ \t]*$/gim,
    to: ([, quote = "", kind = ""]) => callout(kind, "", quote.replace(/^> ?/gm, "")),
  },
  { does: "attributes of kramdown were removed", find: /\n\{:[^}\n]*\}[ \t]*$|\{:[^}\n]*\}/gm, to: () => "" },
  {
    does: "an admonition became a callout",
    find: /^(:{3,})[ \t]*(\w+)[ \t]*(?:\[([^\]\n]*)\]|([^\n{]*))(?:\{[^}\n]*\})?[ \t]*\n([\s\S]*?)^\1[ \t]*$/gm,
    to: ([, , kind = "", bracketed, title, text = ""]) => callout(kind, bracketed ?? title ?? "", text),
  },
  {
    does: "an admonition became a callout",
    find: /^(?:!!!|\?\?\?\+?)[ \t]*(\w+)(?:[ \t]+"([^"\n]*)")?[ \t]*\n((?:(?: {4}|\t).*(?:\n|$)|[ \t]*\n(?= {4}|\t))+)/gm,
    to: ([, kind = "", title = "", text = ""]) => `${callout(kind, title, text.replace(/^(?: {4}|\t)/gm, ""))}\n`,
  },
  {
    does: "a shortcode became a callout",
    find: /(?:\{\{[<%]|\{%-?)\s*(notice|callout|admonition|alert|hint)\s([^>%]*?)-?[>%]\}{1,2}([\s\S]*?)(?:\{\{[<%]\s*\/|\{%-?\s*end)\s*\1\s*-?[>%]\}{1,2}/g,
    to: ([, , attributes = "", text = ""]) => {
      const { type, 0: first = "note", title = "", 1: second = "" } = attributesIn(attributes);
      return `\n${callout(type ?? first, title || second, text)}\n`;
    },
  },
];

/** What only MDX has. */
const MDX_RULES: Rule[] = [
  {
    does: "`import` and `export` of MDX were removed",
    find: /^(?:import\s[^;\n]*?(?:from\s+)?["'][^"']+["'];?|export\s+(?:const|default|let|function|\{)[^\n]*)[ \t]*$\n?/gm,
    to: () => "",
  },
  { does: "comments of MDX were removed", find: /\{\/\*[\s\S]*?\*\/\}/g, to: () => "" },
  {
    does: "attributes of MDX became those of HTML",
    find: /(<[a-z][^>]*?\s)className=/g,
    to: ([, before = ""]) => `${before}class=`,
  },
];

/** Code of the old blog that no rule knows; where it ends is not said again. */
const CODE = /\{%-?\s*(?!end)\w[^%]*%\}|\{\{[<%]\s*\w[^}]*[>%]\}\}|\{\{-?\s*[\w.]+(?:\s*\|[^}]*|\[[^}]*)?\s*-?\}\}/g;
const COMPONENT = /<\/?[A-Z][\w.]*(?:\s[^>]*)?>|^\s*\{[\w.]+(?:\([^)]*\))?\}\s*$/gm;
const SCRIPT = /<script\b[^>]*>[\s\S]*?<\/script>/gi;

/** Rewrites a text in place, and notes what a person has to look at. */
export function rewrite(text: OldText, linkTo: LinkTo): void {
  const isMdx = /\.mdx$/i.test(text.path);
  // What stands in `raw` is text, whatever it looks like.
  const raw: string[] = [];
  const shown = text.body.replace(
    /(\{%-?\s*(raw|verbatim)\s*-?%\})([\s\S]*?)(?=\{%-?\s*end\2\s*-?%\})/g,
    (_, tag: string, __, words: string) => `${tag}${RAW}${raw.push(words) - 1}${RAW}`,
  );
  const withRaw = (body: string): string =>
    body.replace(/\ue002(\d+)\ue002/g, (_, at: string) => raw[Number(at)] ?? "");
  const made = CODE_RULES.reduce((body, rule) => applied(rule, body, text, linkTo), shown);
  const { plain, restore } = withoutCode(made);
  const rules = isMdx ? [...MDX_RULES, ...RULES] : RULES;
  const done = rules.reduce((body, rule) => applied(rule, body, text, linkTo), plain);
  const left = [
    ...noted(done, CODE, "it calls code of the old blog, which would be shown as it is"),
    ...(isMdx ? noted(done, COMPONENT, "it uses a component of the old blog, which is not shown") : []),
    ...noted(done, SCRIPT, "it holds a script, which is not taken over"),
  ];
  text.notes.push(...left.map((note) => ({ ...note, words: withRaw(restore(note.words ?? "")) })));
  text.body = withRaw(restore(done));
}

function noted(text: string, find: RegExp, message: string): Note[] {
  return [...text.matchAll(find)].map(([words]) => ({ message, words: words.trim().split("\n")[0] ?? "" }));
}

function applied(rule: Rule, body: string, { changes }: OldText, linkTo: LinkTo): string {
  return body.replace(rule.find, (...found) => {
    const groups = found.slice(
      0,
      found.findIndex((one) => typeof one === "number"),
    );
    const after = rule.to(groups, linkTo);
    if (after === undefined) return groups[0];
    changes[rule.does] = (changes[rule.does] ?? 0) + 1;
    return after;
  });
}

/** Stands around the number of what is set aside: a sign that no text has. */
const MARK = "\ue000";
const RAW = "\ue002";
const KEPT = /\ue000(\d+)\ue000/g;

/** Sets blocks and spans of code aside, in which nothing is rewritten. */
export function withoutCode(body: string): { plain: string; restore(text: string): string } {
  const kept: string[] = [];
  const keep = (code: string): string => `${MARK}${kept.push(code) - 1}${MARK}`;
  const plain = body
    .replaceAll(MARK, "")
    .replace(/^([ \t]*)(`{3,}|~{3,})[^\n]*\n(?:[\s\S]*?^[ \t]*\2[`~]*[ \t]*$|[\s\S]*$)/gm, keep)
    .replace(/(?<!`)(`+)(?!`)(?:[^`\n]|(?!\1(?!`))`)+?\1(?!`)/g, keep);
  return { plain, restore: (text) => text.replace(KEPT, (_, at: string) => kept[Number(at)] ?? "") };
}
