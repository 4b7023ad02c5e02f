import { describe, expect, it } from "vitest";
import { nearestPages } from "../../../assets/js/not_found/nearest_pages.ts";

const PAGES = [
  ["/blog/how-to-choose-a-mentor/", "How to choose a mentor"],
  ["/blog/choosing-a-first-project/", "Choosing a first project"],
  ["/blog/window-functions-by-example/", "Window functions"],
  ["/tags/mentoring/", "Mentoring"],
] as const;

const nearest = (asked: string): string[] => nearestPages(asked, PAGES).map(([address]) => address);

describe("nearestPages", () => {
  it("finds pages with the same words, misspelt or reordered", () => {
    expect(nearest("/blog/how-to-chose-a-mentor")[0]).toBe("/blog/how-to-choose-a-mentor/");
    expect(nearest("/2019/05/window_function_by_example.html")[0]).toBe("/blog/window-functions-by-example/");
    expect(nearest("/choosing-a-mentor/")[0]).toBe("/blog/how-to-choose-a-mentor/");
    expect(nearest("/archives/123-first-projects-choosing")[0]).toBe("/blog/choosing-a-first-project/");
    expect(nearest("/topics/Mentoring/index.html")[0]).toBe("/tags/mentoring/");
  });

  it("finds pages by their titles", () => {
    expect(
      nearestPages("/posts/a-guide-to-window-functions", [["/blog/sql-3/", "A guide to window functions"]]),
    ).toHaveLength(1);
  });

  it("finds nothing for unrelated addresses", () => {
    expect(nearest("/wp-login.php")).toEqual([]);
    expect(nearest("/")).toEqual([]);
  });
});
