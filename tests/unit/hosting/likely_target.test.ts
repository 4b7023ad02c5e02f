import { expect, it } from "vitest";
import { likelyTarget } from "../../../src/hosting/likely_target.ts";

it.each(["/blog/page/2/", "/blog/page-2/", "/blog/page2.html", "/blog/2/"])(
  "leads %s, a further page of a list, to the list",
  (address) => {
    expect(likelyTarget(address, (one) => one === "/blog/")).toBe("/blog/");
  },
);
