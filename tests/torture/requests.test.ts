import { expect, it } from "vitest";
import { sendRequests } from "./requests.ts";

it("the npm start server survives a thousand hostile requests and leaks nothing", async () => {
  const { failure, statuses } = await sendRequests(1_000, 1);
  expect(failure).toBeUndefined();
  for (const status of [200, 400, 403, 404]) expect(statuses[status], String(status)).toBeGreaterThan(0);
});
