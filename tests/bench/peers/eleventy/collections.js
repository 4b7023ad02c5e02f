// Lists that pages are made of. Each is made once a build, however many pages ask.

const PAGE_LINKS_AROUND = 2;
const RELATED = 3;

/** Groups of posts by a list of keys that each post has, most posts first. */
export function groupsOf(posts, keysOf) {
  const groups = new Map();
  for (const post of posts) {
    for (const key of keysOf(post)) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(post);
    }
  }
  return [...groups].map(([key, members]) => ({ key, posts: members })).sort((a, b) => b.posts.length - a.posts.length);
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
