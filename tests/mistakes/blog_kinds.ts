/** Mistakes in front matter, in settings and between posts, by kind. */

import { field, fieldAt, type Mistaken, type Put, replaced, type Subject, value } from "./post.ts";

/** An additional post. */
function other(fields: string, body = "Words of another post that nobody else wrote."): string {
  return `---\nauthor: Saeed Mirshekari\n${fields}\n---\n\n${body}\n`;
}

/** A mistake that involves other posts. */
function beside(put: Put, files: (on: Subject) => Record<string, string>): Put {
  return (on) => {
    const mistaken = put(on);
    return mistaken && { ...mistaken, beside: files(on) };
  };
}

/** A mistake that affects a whole file. */
function whole(change: (on: Subject) => Partial<Mistaken> & { lines: number[] }): Put {
  return (on) => ({ text: on.lines.join("\n"), ...change(on) });
}

const lineOf = (on: Subject, name: string): number => fieldAt(on, name).start + 1;
const writtenIn = (on: Subject, name: string): string =>
  (on.lines[fieldAt(on, name).start] ?? "").slice(name.length + 1).trim();
const isPlain = (on: Subject, name: string): boolean =>
  /^[^"'>|\s]/.test(writtenIn(on, name)) && fieldAt(on, name).end === lineOf(on, name);

export const BLOG_KINDS: Readonly<Record<string, Put>> = {
  // YAML.
  "a quotation mark that is never closed": value("title", (text) => `"${text}`),
  "a colon in a title": value("title", (text) => `Part: ${text}: more`),
  "a tab in the fields": field("tags", "tags:\n\t- one"),
  "a title that YAML takes for something else": field(
    "title",
    "title: [Draft] A title",
    "title: {A} title",
    "title: @home",
    "title: *star",
    "title: %percent",
    "title: - dash",
    "title: `code`",
  ),
  "a title with a comment": value("title", (text) => `${text} #1 choice`),
  "a field given twice": (on) => replaced(on, on.close, on.close, ["date: 2024-01-01"], [0]),
  "a field without a colon": field("title", "title A title without its colon"),
  "a field with another dash": field("zzz", "meta–title: x"),
  "a field without a space": field("title", "title:Words of a title"),
  "no second line of dashes": whole((on) => ({
    text: [...on.lines.slice(0, on.close), ...on.lines.slice(on.close + 1)].join("\n"),
    lines: [1, on.close + 1, on.close + 2, on.close, on.close + 3],
  })),
  "words before the fields": whole((on) => ({ text: `Hello\n${on.lines.join("\n")}`, lines: [1] })),

  "tags in a comment": field("tags", "tags: #mentoring", "tags: [#mentoring, careers]", "tags: #mentoring #careers"),
  "a tag in a comment": field("tags", "tags:\n  - #mentoring\n  - careers"),
  "a title that is a comment": value("title", (text) => `#1 ${text.replace(/^["']|["']$/g, "")}`),
  "a list that is never closed": field("tags", "tags: [mentoring, careers"),
  "quotation marks within a value": field("title", 'title: "She said "yes" to me"', "title: 'It's mine'"),
  "a quoted word that begins a value": field("title", 'title: "Best" mentors of the year'),
  "a name of YAML": field("title", "title: &tips Tips of a mentor"),
  "a date between curly quotation marks": field("date", "date: “2024-05-02”"),
  "an item with too many spaces": field("tags", "tags:\n- mentoring\n - careers"),
  "a field with spaces before it": (on) => replaced(on, on.close, on.close, ["  series: Spaces"], [0]),
  "two dashes below the fields": whole((on) => ({
    text: [...on.lines.slice(0, on.close), "--", ...on.lines.slice(on.close + 1)].join("\n"),
    lines: [on.close + 1],
  })),
  "a long dash above the fields": whole((on) => ({ text: ["—", ...on.lines.slice(1)].join("\n"), lines: [1] })),
  "a mistake below fields that cannot be read": whole((on) => ({
    text: [...on.lines.slice(0, on.close), "series: A: B", ...on.lines.slice(on.close), "", "Some **bold words."].join(
      "\n",
    ),
    lines: [on.lines.length + 3],
  })),

  // Fields.
  "a title that is missing": whole((on) => ({
    text: replaced(on, lineOf(on, "title") - 1, fieldAt(on, "title").end, [], []).text,
    lines: [1, 2],
  })),
  "a date that is missing": whole((on) => ({
    text: replaced(on, lineOf(on, "date") - 1, fieldAt(on, "date").end, [], []).text,
    lines: [1, 2],
  })),
  "an author that is missing": whole((on) => ({
    text: replaced(on, lineOf(on, "author") - 1, fieldAt(on, "author").end, [], []).text,
    lines: [1, 2],
  })),
  "an empty title": field("title", 'title: ""', "title:", "title: '   '"),
  "a day that does not exist": field("date", "date: 2024-02-30", "date: 2023-13-01", "date: 2024-06-31"),
  "a date in another form": field(
    "date",
    "date: May 2nd, 2024",
    "date: 02/05/2024",
    "date: 2.5.2024",
    "date: yesterday",
    "date: 2024-5-2",
  ),
  "a year that is a slip": field("date", "date: 2204-05-02", "date: 0204-05-02"),
  "an unknown author": field("author", "author: Saed Mirshekari", "author: Nobody Known"),
  "an unknown field": field(
    "zzz",
    "tumbnail: /assets/x.png",
    "descripton: Words",
    "autor: Ada",
    "categories: [a]",
    "permalink: /x/",
    "Title: Twice",
  ),
  "an unknown layout": field("layout", "layout: blog_bse.njk", "layout: post"),
  "a value of another type": field("draft", "draft: yes", "draft: maybe", "draft: 1"),
  "a date of change before the date": field("updated", "updated: 2001-01-01"),
  "an end before the date": field("expires", "expires: 2001-01-01"),
  "a language by its name": field("lang", "lang: English", "lang: german"),
  "an address with a slash": field("slug", "slug: a/b"),
  "a path that leads out": field("thumbnail", "thumbnail: ../../etc/passwd"),
  "a cover that is missing": field("thumbnail", "thumbnail: /assets/img/uploads/no-such-cover.jpg"),
  "a cover without a suffix": field("thumbnail", "thumbnail: /assets/img/uploads/cover"),
  "an original without a scheme": field("canonical", "canonical: example.com/a"),
  "an old address without a slash": field("aliases", "aliases: ['/blog/*']"),
  "bold text in a field": value("title", (text) => `**${text}**`),
  "italic text in a field": value("title", (text) =>
    `*${text.split(" ")[0]}* ${text.split(" ").slice(1).join(" ")}`.replace(/^\*(.*)$/, '"*$1"'),
  ),
  "code in a field": field(
    "description",
    "description: How `git rebase` works, and when people who write queries should use it.",
  ),
  "a link in a field": field(
    "description",
    "description: What [our guide](https://example.com) says about mentors and how to find one.",
  ),
  "an element in a field": field("title", "title: A <b>bold</b> title", "title: Tips &amp; tricks"),
  "curly quotation marks around a title": value("title", (text) => `“${text}”`),
  "an invisible character in a field": value("title", (text) => `${text.slice(0, 5)}\u200b${text.slice(5)}`),
  "no-break spaces in a field": value("title", (text) => `${text} and\u00a0more`),
  "a heading's mark in a field": value("title", (text) => `"# ${text}"`),
  "a long title": value("title", (text) =>
    `${text} and much more that nobody will ever read because it is cut`.repeat(2),
  ),
  "a short description": field("meta_description", "meta_description: About work"),
  "a long description": field("meta_description", `meta_description: ${"Many words about work and life. ".repeat(10)}`),
  "a description that is a placeholder": field(
    "description",
    "description: TODO",
    "description: Lorem ipsum dolor sit amet, consectetur adipiscing elit sed do.",
    "description: Add a description here, in fifty to two hundred characters.",
  ),
  "a title that is a placeholder": field("title", "title: Untitled", "title: New post", "title: Test", "title: TODO"),
  "spaces around a tag": field("tags", 'tags: ["data  science "]', 'tags: [" mentors"]'),
  "a tag with a hash": field("tags", 'tags: ["#mentoring"]'),

  // Between posts.
  "one title of two posts": beside(
    (on) =>
      isPlain(on, "title") ? { text: on.lines.join("\n"), lines: [3], file: `posts/zz-copy-of-${on.name}` } : undefined,
    (on) => ({
      [`posts/zz-copy-of-${on.name}`]: other(`title: ${writtenIn(on, "title")}\ndate: 2031-01-01`).replace(
        "2031",
        "2025",
      ),
    }),
  ),
  "one address of two posts": beside(
    (on) => ({ text: on.lines.join("\n"), lines: [5], file: `posts/aa-${on.name}` }),
    (on) => ({
      [`posts/aa-${on.name}`]: other(
        `title: Another of ${on.name.length}\ndate: 2025-10-10\nslug: ${on.name.replace(/\.md$/, "").replaceAll(/[^\w-]/g, "")}`,
      ),
    }),
  ),
  "one description of two posts": beside(
    (on) => ({ text: on.lines.join("\n"), lines: [5], file: `posts/a-b-${on.name}` }),
    (on) => ({
      [`posts/a-b-${on.name}`]: other(
        `title: B of ${on.name}\ndate: 2025-10-10\ndescription: What mentors of ${on.name} say to people who look for work in data every day.`,
        "What mentors say to people who look for work in data.",
      ),
      [`posts/c-d-${on.name}`]: other(
        `title: D of ${on.name}\ndate: 2025-01-10\ndescription: What mentors of ${on.name} say to people who look for work in data every day.`,
        "What mentors say to people who look for work, in data, again.",
      ),
    }),
  ),
  "a misspelt tag": beside(field("tags", "tags: [mentorng]"), () => TAGGED),
  "a misspelt tag of two posts": beside(field("tags", "tags: [carrers]"), (on) => ({
    ...TAGGED,
    [`posts/tag-too-${on.name}`]: other(`title: Too ${on.name}\ndate: 2025-02-02\ntags: [carrers]`),
  })),
  "a tag that differs in its signs": beside(field("tags", 'tags: ["C#"]'), () => ({
    "posts/t-c.md": other("title: About C\ndate: 2025-01-01\ntags: [C]"),
    "posts/t-cpp.md": other("title: About C++\ndate: 2025-01-02\ntags: [C++]"),
  })),
  "a tag in another case": beside(field("tags", "tags: [Career]"), () => TAGGED),

  // Files.
  "a post of another suffix": whole((on) => ({ lines: [1], name: on.name.replace(/\.md$/, ".markdown") })),
  "a post of a suffix in capitals": whole((on) => ({ lines: [1], name: on.name.replace(/\.md$/, ".MD") })),
  "a name that ends in .md.md": whole((on) => ({ lines: [1], name: on.name.replace(/\.md$/, ".md.md") })),
  "a name that ends in .txt": whole((on) => ({ lines: [1], name: on.name.replace(/\.md$/, ".md.txt") })),
};

const TAGGED = Object.fromEntries(
  [1, 2, 3, 4].map((at) => [
    `posts/tagged-${at}.md`,
    other(`title: Tagged ${at}\ndate: 2025-03-0${at}\ntags: [mentoring, careers, career]`),
  ]),
);
