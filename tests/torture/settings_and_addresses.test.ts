import { describe, expect, it } from "vitest";
import { cases } from "../whole.ts";
import { fuzz } from "./fuzz.ts";
import { complaintAboutAddresses, hostileAddresses } from "./hostile_addresses.ts";
import { complaintAboutHosts, hostileSettings } from "./hostile_settings.ts";

const COUNT = cases({ sample: 40, whole: 100 });

describe("hostile settings", () => {
  it("cannot inject lines or directives into host files and robots.txt", async () => {
    const { failure, built, refused } = await fuzz({
      blogs: hostileSettings,
      count: COUNT,
      seed: 20_240_502,
      inspect: complaintAboutHosts,
    });
    expect(failure).toBeUndefined();
    expect(Math.min(built, refused)).toBeGreaterThan(COUNT / 25);
  });
});

describe("hostile addresses", () => {
  it("are refused or made inert wherever they occur", async () => {
    const { failure, built, refused } = await fuzz({
      blogs: hostileAddresses,
      count: COUNT,
      seed: 20_240_502,
      inspect: complaintAboutAddresses,
    });
    expect(failure).toBeUndefined();
    expect(Math.min(built, refused)).toBeGreaterThan(COUNT / 10);
  });
});
