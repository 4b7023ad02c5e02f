// Lists that pages are made of. Each is made once a build, however many pages ask.

const PAGE_LINKS_AROUND = 2;
const RELATED = 3;
const SECONDS = 2;
const LATEST = 4;
const RAILS = 3;
const POSTS_IN_A_RAIL = { least: 3, most: 4 };

/** Groups of posts by a list of keys that each post has, most posts first. */
export function groupsOf(posts, keysOf) {
  const groups = new Map();
  for (const post of posts) {
    for (const key of keysOf(post)) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(post);
    }
  }
  return [...groups].map(([key, members]) => ({ key, posts: members })).sort(byPosts);
}

/** Most posts first, and then in the order of their names. */
function byPosts(a, b) {
  return b.posts.length - a.posts.length || (a.key < b.key ? -1 : 1);
}

/** A list of posts cut into pages, with what stands below each: the numbers of the pages around it. */
export function listPages(posts, url, size, about) {
  const count = Math.max(1, Math.ceil(posts.length / size));
  const address = (number) => (number === 1 ? url : `${url}page/${number}/`);
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    return {
      ...about,
      title: number === 1 ? about.title : `${about.title}, page ${number} of ${count}`,
      url: address(number),
      posts: posts.slice(index * size, number * size),
      number,
      count,
      previous: number > 1 ? address(number - 1) : undefined,
      next: number < count ? address(number + 1) : undefined,
      links: linksAround(number, count).map((other) => ({ number: other, url: address(other) })),
    };
  });
}

function linksAround(number, count) {
  const from = Math.max(1, number - PAGE_LINKS_AROUND);
  const to = Math.min(count, number + PAGE_LINKS_AROUND);
  const around = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return [...new Set([1, ...around, count])];
}

/** What the home page shows: each post once. */
export function frontOf(posts, byTopic) {
  const lead = posts.find((post) => post.data.featured) ?? posts[0];
  const others = posts.filter((post) => post !== lead);
  const left = new Set(others.slice(SECONDS + LATEST));
  const rails = [];
  for (const group of byTopic) {
    if (rails.length === RAILS) break;
    const own = group.posts.filter((post) => left.has(post)).slice(0, POSTS_IN_A_RAIL.most);
    if (own.length < POSTS_IN_A_RAIL.least) continue;
    for (const post of own) left.delete(post);
    rails.push({ key: group.key, posts: own });
  }
  return { lead, seconds: others.slice(0, SECONDS), latest: others.slice(SECONDS, SECONDS + LATEST), rails };
}

export function yearsOf(posts) {
  const years = new Map();
  for (const post of posts) {
    const year = post.date.getUTCFullYear();
    if (!years.has(year)) years.set(year, []);
    years.get(year).push(post);
  }
  return [...years].map(([year, members]) => ({ year, posts: members }));
}

/** Computes something of a list of posts once, as long as it is the same list. */
export function once(compute) {
  const known = new WeakMap();
  return (posts) => {
    if (!known.has(posts)) known.set(posts, compute(posts));
    return known.get(posts);
  };
}

/** For the address of each post what stands before and after it; posts are newest first. */
export const neighboursIn = once(
  (posts) => new Map(posts.map((post, at) => [post.url, { previous: posts[at + 1], next: posts[at - 1] }])),
);

/** For the address of each post those that share most tags with it, the newest of them first. */
export const relatedIn = once((posts) => {
  const byTag = new Map();
  posts.forEach((post, at) => {
    for (const tag of post.data.tags) {
      if (!byTag.has(tag)) byTag.set(tag, []);
      byTag.get(tag).push(at);
    }
  });
  const shared = new Uint8Array(posts.length);
  return new Map(posts.map((post, at) => [post.url, mostShared(post, at, byTag, shared).map((other) => posts[other])]));
});

function mostShared(post, at, byTag, shared) {
  const touched = [];
  for (const tag of post.data.tags) {
    for (const other of byTag.get(tag)) {
      if (other === at) continue;
      if (shared[other] === 0) touched.push(other);
      shared[other] += 1;
    }
  }
  const best = [];
  for (let wanted = post.data.tags.length; wanted > 0 && best.length < RELATED; wanted--) {
    for (const other of touched) {
      if (shared[other] === wanted && best.length < RELATED) best.push(other);
    }
  }
  for (const other of touched) shared[other] = 0;
  return best;
}
