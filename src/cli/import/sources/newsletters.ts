/**
 * Exports of Medium and Substack: zip files, or folders, with a page of HTML for each post.
 */

import { DomUtils, parseDocument } from "htmlparser2";
import { emptyBlog, type Files, type OldBlog, type Source } from "../old_blog.ts";
import { htmlText, type XmlElement } from "./exported.ts";

const MEDIUM = /(?:^|\/)posts\/(?:draft|\d{4}-\d{2}-\d{2})_.*\.html$/;

const withClass = (nodes: Parameters<typeof DomUtils.findAll>[1], name: string): XmlElement | undefined =>
  DomUtils.findOne(({ attribs }) => (attribs.class ?? "").split(/\s+/).includes(name), nodes, true) ?? undefined;
const withField = (nodes: Parameters<typeof DomUtils.findAll>[1], name: string): XmlElement | undefined =>
  DomUtils.findOne(({ attribs }) => attribs["data-field"] === name, nodes, true) ?? undefined;
const textOf = (node: XmlElement | undefined): string | undefined => {
  const text = node === undefined ? "" : DomUtils.textContent(node).replace(/\s+/g, " ").trim();
  return text === "" ? undefined : text;
};

export const medium: Source = {
  detect: (files) =>
    files.paths.some((path) => MEDIUM.test(path)) &&
    files.paths.some((path) => MEDIUM.test(path) && /e-content|p-name|graf/.test(files.text(path))),
  read(files) {
    const blog = emptyBlog("Medium");
    const profile = files.paths.find((path) => /(?:^|\/)profile\/profile\.html$/.test(path));
    const person = profile === undefined ? undefined : personIn(files, profile);
    if (person !== undefined) blog.authors.push(person);
    let responses = 0;
    for (const path of files.paths.filter((one) => MEDIUM.test(one))) {
      const { children } = parseDocument(files.text(path));
      const body = withField(children, "body");
      const title =
        textOf(withClass(children, "p-name")) ?? textOf(DomUtils.getElementsByTagName("title", children)[0]);
      const time = withClass(children, "dt-published")?.attribs.datetime;
      const isDraft = /(?:^|\/)draft_/.test(path);
      const author = textOf(withClass(children, "p-author")) ?? person?.name;
      const canonical = withClass(children, "p-canonical")?.attribs.href;
      const html = body === undefined ? "" : withoutTitle(DomUtils.getInnerHTML(body), title);
      if (!isDraft && DomUtils.textContent(body ?? []).length < 400 && !/<h[1-4]|<figure/.test(html)) responses += 1;
      const isOnMedium = canonical === undefined || /^https?:\/\/(?:[\w-]+\.)?medium\.com\//.test(canonical);
      const post = htmlText({
        path,
        title,
        slug: path.replace(/^.*\/(?:draft_|\d{4}-\d{2}-\d{2}_)|-{1,2}[0-9a-f]{8,}\.html$|\.html$/g, ""),
        address: isOnMedium ? undefined : canonical,
        html,
        fields: {
          date: time ?? /(\d{4}-\d{2}-\d{2})_/.exec(path)?.[1],
          author,
          description: textOf(withField(children, "subtitle")),
          tags: tagsIn(children),
          draft: isDraft,
        },
      });
      if (isOnMedium && canonical !== undefined)
        post.notes.push({ message: `It stays at ${canonical} until you delete it there; Medium does not redirect.` });
      blog.posts.push(post);
    }
    if (responses > 0)
      blog.open.push(
        `${responses} of the texts are short and may be responses to others; delete what should not be a post.`,
      );
    return blog;
  },
};

function tagsIn(children: Parameters<typeof DomUtils.findAll>[1]): string[] {
  return DomUtils.findAll(
    ({ name, attribs }) => name === "a" && /medium\.com\/tag\//.test(attribs.href ?? ""),
    children,
  ).flatMap((link) => textOf(link) ?? []);
}

/** The body begins with the title once more. */
function withoutTitle(html: string, title: string | undefined): string {
  return html.replace(/<h([1-4])\b[^>]*>([\s\S]*?)<\/h\1>/, (whole, _, inner: string) =>
    title !== undefined &&
    inner
      .replace(/<[^>]*>/g, "")
      .replace(/\s+/g, " ")
      .trim() === title
      ? ""
      : whole,
  );
}

function personIn(files: Files, path: string): OldBlog["authors"][number] | undefined {
  const { children } = parseDocument(files.text(path));
  const name = textOf(withClass(children, "p-name"));
  const picture = DomUtils.findOne(({ name: tag }) => tag === "img", children, true)?.attribs.src;
  return name === undefined
    ? undefined
    : { name, path, picture, bio: textOf(withClass(children, "p-note")), links: [], aliases: [] };
}

const LIST = /(?:^|\/)posts\.csv$/;

export const substack: Source = {
  detect: (files) => files.paths.some((path) => LIST.test(path) && /post_id/.test(files.text(path).slice(0, 500))),
  read(files) {
    const blog = emptyBlog("Substack");
    const path = files.paths.find((one) => LIST.test(one)) ?? "";
    const [head = [], ...rows] = csv(files.text(path));
    const others: Record<string, number> = {};
    for (const row of rows) {
      const value = (name: string): string | undefined => row[head.indexOf(name)]?.trim() || undefined;
      const key = value("post_id");
      if (key === undefined) continue;
      const number = key.split(".")[0] ?? key;
      const page = files.paths.find(
        (one) =>
          one.endsWith(`/${key}.html`) ||
          one === `${key}.html` ||
          new RegExp(`(?:^|/)${number.replace(/\D/g, "")}\\.[^/]*\\.html$`).test(one),
      );
      const slug = key.split(".").slice(1).join(".") || page?.replace(/^.*\/\d+\.|\.html$/g, "");
      const isOut = value("is_published") === "true";
      const type = value("type") ?? "newsletter";
      if (!/^(?:newsletter|podcast|post|page)$/.test(type)) {
        others[type] = (others[type] ?? 0) + 1;
        continue;
      }
      const post = htmlText({
        path: page ?? `${path}: “${value("title") ?? key}”`,
        title: value("title"),
        slug,
        address: isOut && slug !== undefined ? `/p/${slug}` : undefined,
        html: page === undefined ? "" : files.text(page),
        fields: { date: value("post_date") ?? value("email_sent_at"), description: value("subtitle"), draft: !isOut },
      });
      if (page === undefined) post.notes.push({ message: "The export holds no text for it." });
      if (/only_paid|founding/.test(value("audience") ?? ""))
        post.notes.push({
          message: "Only paying subscribers could read it; here everybody can. Make it a draft if that is not meant.",
        });
      if (value("podcast_url") !== undefined)
        post.body = `${post.body}\n[Listen to the recording](${value("podcast_url")})\n`;
      blog.posts.push(post);
    }
    for (const [type, count] of Object.entries(others))
      blog.open.push(`${path}: ${count} of the kind “${type}” were left out.`);
    blog.others.push({ path, addresses: ["/archive", "/feed"], holds: "the list of all posts, and the feed" });
    return blog;
  },
};

/** Rows of a comma-separated table; quotation marks hold commas and line breaks. */
export function csv(text: string): string[][] {
  const rows: string[][] = [[]];
  let field = "";
  let isQuoted = false;
  const end = (): void => {
    rows.at(-1)?.push(field);
    field = "";
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (isQuoted && sign === '"' && text[at + 1] === '"') field += text[++at];
    else if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && sign === ",") end();
    else if (!isQuoted && sign === "\n") {
      end();
      rows.push([]);
    } else if (sign !== "\r") field += sign;
  }
  end();
  return rows.filter((row) => row.some((one) => one !== ""));
}
