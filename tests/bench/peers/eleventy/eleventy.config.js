// A blog in plain Eleventy: posts are its own Markdown templates, lists are collections cut into pages.

import { readFileSync } from "node:fs";
import { frontOf, groupsOf, listPages, neighboursIn, relatedIn, yearsOf } from "./collections.js";
import { blogMarkdown, contentsOf } from "./markdown.js";

const DATE = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });
const BLOG = { title: "Blog", description: "All posts, the newest first." };
const ARCHIVE = { title: "Archive", description: "All posts by year." };
const ARCHIVE_LINES_PER_CARD = 10;
const PEOPLE_OF_A_TOPIC = 4;
const POSTS_PER_FEED = 20;
const WORDS_PER_MINUTE = 230;

export default async function (config) {
  const { site, topics, people } = JSON.parse(readFileSync("site.json", "utf8"));
  const postsOf = (api) => api.getFilteredByGlob("src/posts/*.md").reverse();
  const byTopic = (api) => groupsOf(postsOf(api), (post) => post.data.tags);
  const byPerson = (api) => groupsOf(postsOf(api), (post) => [post.data.author]);

  config.setLibrary("md", blogMarkdown());
  config.addPassthroughCopy("assets");
  config.addGlobalData("site", site);
  config.addGlobalData("topics", topics);
  config.addGlobalData("people", people);

  config.addCollection("posts", postsOf);
  config.addCollection("byTopic", byTopic);
  config.addCollection("byPerson", byPerson);
  config.addCollection("archivePages", (api) =>
    listPages(postsOf(api), "/archive/", site.postsPerPage * ARCHIVE_LINES_PER_CARD, ARCHIVE).map((list) => ({
      ...list,
      years: yearsOf(list.posts),
    })),
  );
  config.addCollection("blogPages", (api) => listPages(postsOf(api), "/blog/", site.postsPerPage, BLOG));
  config.addCollection("topicPages", (api) =>
    byTopic(api).flatMap(({ key, posts }) => {
      const { label, url, description } = topics[key];
      const writers = groupsOf(posts, (post) => [post.data.author]).slice(0, PEOPLE_OF_A_TOPIC);
      return listPages(posts, url, site.postsPerPage, { title: label, topicLabel: label, description, writers });
    }),
  );
  config.addCollection("personPages", (api) =>
    byPerson(api).flatMap(({ key, posts }) => {
      const person = people[key];
      const about = { title: person.name, description: person.bio, person, total: posts.length };
      return listPages(posts, person.url, site.postsPerPage, about);
    }),
  );

  config.addCollection("feeds", (api) =>
    [
      { url: "/blog/", title: site.name, posts: postsOf(api) },
      ...byTopic(api).map(({ key, posts }) => ({ url: topics[key].url, title: topics[key].label, posts })),
      ...byPerson(api).map(({ key, posts }) => ({ url: people[key].url, title: people[key].name, posts })),
    ].map((feed) => ({ ...feed, posts: feed.posts.slice(0, POSTS_PER_FEED) })),
  );

  config.addFilter("isPage", (url) => url.endsWith("/"));
  config.addFilter("dateLabel", (date) => DATE.format(date));
  config.addFilter("isoDate", (date) => date.toISOString());
  config.addFilter("absolute", (url) => site.url + url);
  config.addFilter("contents", contentsOf);
  config.addFilter("neighbours", (posts, url) => neighboursIn(posts).get(url));
  config.addFilter("related", (posts, url) => relatedIn(posts).get(url));
  config.addFilter("front", frontOf);
  config.addFilter("initials", (name) =>
    name
      .split(" ")
      .map((part) => part[0])
      .join(""),
  );
  config.addFilter("minutes", memoised(minutesToRead));

  return {
    dir: { input: "src", output: "_site" },
    templateFormats: ["njk", "md"],
    markdownTemplateEngine: false,
  };
}

function minutesToRead(text) {
  return Math.max(1, Math.round((text.match(/\S+/g) ?? []).length / WORDS_PER_MINUTE));
}

function memoised(compute) {
  const known = new Map();
  return (text) => {
    if (!known.has(text)) known.set(text, compute(text));
    return known.get(text);
  };
}
