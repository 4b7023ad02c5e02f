/**
 * Exports of WordPress (“WXR”): posts, pages, authors, topics and the pictures that posts show first.
 */

import { DomUtils } from "htmlparser2";
import { emptyBlog, type OldBlog, type OldText, type Source } from "../old_blog.ts";
import {
  elements,
  fileWith,
  htmlText,
  inside,
  pathOf,
  textIn,
  updatedAfter,
  type XmlElement,
  xml,
} from "./exported.ts";

const NAME = /\.(?:xml|wxr)$/i;
const CONTENT = /xmlns:wp=|wordpress\.org\/export/i;

export const wordpress: Source = {
  detect: (files) => fileWith(files, NAME, CONTENT) !== undefined,
  read(files) {
    const blog: OldBlog = { ...emptyBlog("WordPress"), roots: ["", "wp-content/uploads", "uploads"] };
    for (const path of files.paths.filter((one) => NAME.test(one) && CONTENT.test(files.text(one).slice(0, 20_000))))
      readExport(path, files.text(path), blog);
    return blog;
  },
};

function readExport(path: string, text: string, blog: OldBlog): void {
  const [channel] = elements(xml(text), "channel");
  if (channel === undefined) return;
  const url = textIn(channel, "wp:base_blog_url") ?? textIn(channel, "link");
  blog.site = {
    name: textIn(channel, "title"),
    url,
    description: textIn(channel, "description"),
    language: textIn(channel, "language")?.replace("_", "-"),
  };
  const authors = new Map<string, string>();
  for (const author of inside(channel, "wp:author")) {
    const login = textIn(author, "wp:author_login") ?? "";
    const full = [textIn(author, "wp:author_first_name"), textIn(author, "wp:author_last_name")]
      .filter(Boolean)
      .join(" ");
    const name = textIn(author, "wp:author_display_name") ?? (full === "" ? login : full);
    authors.set(login, name);
    blog.authors.push({ name, path, id: login, links: [], aliases: full !== "" && full !== name ? [full] : [] });
  }
  for (const category of [...inside(channel, "wp:category"), ...inside(channel, "wp:tag")]) {
    const label = textIn(category, "wp:cat_name") ?? textIn(category, "wp:tag_name");
    const description = textIn(category, "wp:category_description") ?? textIn(category, "wp:tag_description");
    if (label !== undefined && description !== undefined) blog.tags.push({ label, description });
  }
  const items = inside(channel, "item");
  const pictures = new Map(
    items.flatMap((item) =>
      textIn(item, "wp:post_type") === "attachment"
        ? [[textIn(item, "wp:post_id"), textIn(item, "wp:attachment_url")] as const]
        : [],
    ),
  );
  const lists = new Set<string>();
  let comments = 0;
  for (const item of items) {
    const type = textIn(item, "wp:post_type") ?? "post";
    const status = textIn(item, "wp:status") ?? "publish";
    if ((type !== "post" && type !== "page") || /^(?:trash|auto-draft|inherit)$/.test(status)) continue;
    comments += inside(item, "wp:comment").length;
    const post = textFrom(item, path, status, authors, pictures);
    if (type === "page") blog.pages.push(post);
    else {
      blog.posts.push(post);
      for (const { attribs } of status === "publish" ? inside(item, "category") : [])
        lists.add(`/${attribs.domain === "post_tag" ? "tag" : "category"}/${attribs.nicename ?? ""}/`);
      if (status === "publish") lists.add(`/author/${textIn(item, "dc:creator") ?? ""}/`);
    }
  }
  const base = pathOf(url)?.replace(/\/$/, "") ?? "";
  blog.others.push({
    path,
    addresses: [...lists, "/feed/"].filter((one) => !/\/\/$/.test(one)).map((one) => base + one),
    holds: "the lists of topics and authors, and the feed",
  });
  if (comments > 0)
    blog.open.push(`${path}: ${comments} comments were left out; a blog without a server has none of its own.`);
}

function textFrom(
  item: XmlElement,
  path: string,
  status: string,
  authors: ReadonlyMap<string, string>,
  pictures: ReadonlyMap<string | undefined, string | undefined>,
): OldText {
  const meta = new Map(
    inside(item, "wp:postmeta").map((entry) => [textIn(entry, "wp:meta_key"), textIn(entry, "wp:meta_value")]),
  );
  const title = textIn(item, "title");
  const login = textIn(item, "dc:creator") ?? "";
  const given = textIn(item, "wp:post_date_gmt");
  const date =
    given !== undefined && !given.startsWith("0000")
      ? `${given.replace(" ", "T")}Z`
      : (localDate(textIn(item, "wp:post_date")) ?? textIn(item, "pubDate"));
  const changed = textIn(item, "wp:post_modified_gmt");
  const excerpt = textIn(item, "excerpt:encoded");
  const topics = inside(item, "category").filter(
    ({ attribs }) =>
      /^(?:category|post_tag)$/.test(attribs.domain ?? "category") && attribs.nicename !== "uncategorized",
  );
  const isOut = status === "publish" || status === "future";
  const post = htmlText({
    path: `${path}: “${title ?? textIn(item, "wp:post_id") ?? ""}”`,
    title,
    slug: textIn(item, "wp:post_name"),
    address: isOut ? textIn(item, "link") : undefined,
    html: paragraphs(withGalleries(textIn(item, "content:encoded") ?? "", pictures)),
    fields: {
      date,
      updated: updatedAfter(
        date,
        changed === undefined || changed.startsWith("0000") ? undefined : `${changed.replace(" ", "T")}Z`,
      ),
      author: authors.get(login) ?? login,
      tags: [...new Set(topics.map((one) => DomUtils.textContent(one).trim()).filter((one) => one !== ""))],
      description: excerpt
        ?.replace(/<[^>]*>/g, " ")
        .replace(/\s+/g, " ")
        .trim(),
      meta_title: plain(meta.get("_yoast_wpseo_title") ?? meta.get("rank_math_title")),
      meta_description: plain(meta.get("_yoast_wpseo_metadesc") ?? meta.get("rank_math_description")),
      canonical: meta.get("_yoast_wpseo_canonical"),
      thumbnail: pictures.get(meta.get("_thumbnail_id")),
      featured: textIn(item, "wp:is_sticky") === "1",
      draft: !isOut,
    },
  });
  // Permalinks of drafts and of sites without pretty addresses are no paths.
  if (/[?&]p(?:age_id)?=/.test(textIn(item, "link") ?? "")) post.addresses = [];
  if (textIn(item, "wp:post_password") !== undefined) {
    post.fields.draft = true;
    post.notes.push({ message: "It was protected by a password, which is not possible here, so it is a draft." });
  }
  for (const [words] of post.body.matchAll(/\\?\[\/?[a-z][\w-]{2,}(?:\s+[\w-]+=[^\]]*)?\\?\](?![(:[])/g))
    post.notes.push({ message: "it holds a shortcode of a plugin, which would be shown as it is", words });
  return post;
}

function localDate(written: string | undefined): string | undefined {
  return written === undefined || written.startsWith("0000") ? undefined : written;
}

/** Undefined for a text with percent signs: plugins replace the variables between them. */
function plain(text: string | undefined): string | undefined {
  return text === undefined || text.includes("%") ? undefined : text;
}

/** `[gallery ids="7,8"]` as its pictures. */
function withGalleries(html: string, pictures: ReadonlyMap<string | undefined, string | undefined>): string {
  return html.replace(/\[gallery\b[^\]]*\bids=["']([\d,\s]+)["'][^\]]*\]/g, (whole, ids: string) => {
    const found = ids.split(",").flatMap((id) => pictures.get(id.trim()) ?? []);
    return found.length === 0 ? whole : found.map((src) => `<figure><img src="${src}"></figure>`).join("\n\n");
  });
}

const BLOCK =
  /^\s*<(?:p|div|h[1-6]|ul|ol|li|dl|blockquote|pre|table|tbody|thead|tr|td|th|details|figure|hr|iframe|section|form|script|!--|\/)/i;

/** A formula as a picture of one, which the converter knows. It would escape signs of a plain text. */
function formula(tex: string): string {
  const plain = tex.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&").trim();
  return `<img src="https://latex.codecogs.com/svg.image?${encodeURIComponent(plain)}">`;
}

/** What WordPress shows for a text: shortcodes as HTML, and paragraphs where lines are empty. */
function paragraphs(written: string): string {
  const html = written
    .replace(/<!--\s*\/?wp:[\s\S]*?-->/g, "")
    .replace(/<!--(?:more|nextpage).*?-->/g, "")
    // Builders of pages write shortcodes around every text.
    .replace(/\[\/?(?:vc|et_pb|fusion|av|cs|mk|tatsu|x)_\w+[^\]]*\]/g, "\n\n")
    .replace(/\$latex\s+([^$]+)\$|\[latex\]([\s\S]*?)\[\/latex\]/g, (_, one: string | undefined, other = "") =>
      formula(one ?? other),
    )
    .replace(
      /\[(audio|video)\b[^\]]*?\b(?:src|mp3|mp4|m4a|ogg|wav|webm)=["']([^"']+)["'][^\]]*\](?:\s*\[\/\1\])?/g,
      (_, kind: string, src: string) => `<figure><${kind} src="${src}"></${kind}></figure>`,
    )
    .replace(
      /\[caption[^\]]*\]\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*<\/a>)?)([\s\S]*?)\[\/caption\]/g,
      "<figure>$1<figcaption>$2</figcaption></figure>",
    )
    .replace(
      /\[(?:embed|youtube|vimeo)[^\]]*?\]?\s*(?:\]|=)?(https?:\/\/[^\s[\]]+)\s*(?:\[\/embed\]|\])/g,
      (_, url: string) => `<figure>${url}</figure>`,
    )
    .replace(
      /\[(?:source)?code(?:\s+(?:lang(?:uage)?=)?["']?([\w+#-]*)["']?[^\]]*)?\]([\s\S]*?)\[\/(?:source)?code\]/g,
      (_, language: string | undefined, code: string) =>
        `<pre><code class="language-${language ?? ""}">${code}</code></pre>`,
    );
  if (/<!-- wp:/i.test(written)) return html;
  const kept: string[] = [];
  return html
    .replace(/<pre\b[\s\S]*?<\/pre>/gi, (block) => `\n\n\ue001${kept.push(block) - 1}\ue001\n\n`)
    .replace(/\r\n?/g, "\n")
    .split(/\n\s*\n/)
    .map((part) =>
      BLOCK.test(part) || part.includes("\ue001")
        ? part
        : /^\s*https?:\/\/\S+\s*$/.test(part)
          ? `<figure>${part.trim()}</figure>`
          : `<p>${part.trim().replace(/\n/g, "<br>")}</p>`,
    )
    .join("\n\n")
    .replace(/\ue001(\d+)\ue001/g, (_, at: string) => kept[Number(at)] ?? "");
}
