/** A blog with every page type and every Markdown construct. */

import { type Blog, blog, post, SETTINGS } from "../site/site.ts";

const PROSE =
  "Whoever reads this has a phone in one hand and a question in mind, and wants to know whether to trust the answer. ".repeat(
    4,
  );

const EVERYTHING = `${PROSE}

## Words and lists

- One thing
- Another, with a [link](/blog/short/)

1. First
2. Second

- [x] Done
- [ ] To do

> Somebody said this, and meant it.

${PROSE}

## A table

| Who | What they do all day long | When they began to do it | Where |
|---|---|---|---|
| Ada | Counts and writes about counting | 1843 | London |
| Max | Asks why people do what they do | 1904 | Heidelberg |

## Code and formulas

\`\`\`sql
SELECT author, count(*) AS posts_that_somebody_wrote_and_somebody_else_read_until_the_end
FROM posts GROUP BY author; -- a long line of code that scrolls inside its own frame
\`\`\`

The mean is $\\bar{x} = \\frac{1}{n} \\sum_i x_i$, and

$$\\sigma^2 = \\frac{1}{n-1} \\sum_{i=1}^{n} (x_i - \\bar{x})^2$$

## Notes

> [!WARNING]
> Do not do this at home.

> [!NOTE]
> Averages hide things.[^1]

### A smaller heading

![Two lines that cross](/assets/img/uploads/lines.svg)

${PROSE}

[^1]: See the variance above.
`;

const LINES = `-- assets/img/uploads/lines.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" width="400" height="200"><path d="M0 0L400 200M0 200L400 0" stroke="green"/></svg>
`;

const SERIES = "series: From nothing to something";

/** The blog, not built yet. */
export function fullBlog(): Blog {
  const more = Array.from({ length: 14 }, (_, at) =>
    post(`more-${at}`, `title: Another post, number ${at}\ndate: 2023-0${(at % 9) + 1}-11\ntags: [mentoring]`, PROSE),
  );
  return blog(
    SETTINGS +
      `-- content/site.yaml --
name: A blog of tests
url: https://blog.example
timezone: America/Chicago
description: A blog with everything that a blog can have.
tagline: Everything on one blog
cta:
  inside_from_words: 100
  default:
    title: Talk to somebody
    text: An hour can save months.
    primary: { label: Find a mentor, url: "https://blog.example/mentors/" }
    secondary: { label: Become one, url: "https://blog.example/become/" }
` +
      LINES +
      post(
        "everything",
        `title: Everything that a text can have, under a title that is a good deal longer than one would wish for\ndescription: All of it, once.\ntags: [career, mentoring]\nthumbnail: /assets/img/uploads/lines.svg\nthumbnail_alt: Two lines that cross\nfeatured: true\n${SERIES}`,
        EVERYTHING,
      ) +
      post("short", `title: Short\nauthor: [Ada Lovelace, Max Weber]\ntags: [career]\n${SERIES}`, "A few words.\n") +
      more.join(""),
  );
}

/** One page of each type. */
export const PAGES = [
  "/",
  "/blog/",
  "/blog/page/2/",
  "/blog/everything/",
  "/blog/short/",
  "/tags/",
  "/tags/career/",
  "/authors/",
  "/authors/ada/",
  "/series/from-nothing-to-something/",
  "/archive/",
  "/about/",
  "/search/?q=counting",
  "/404.html",
];
