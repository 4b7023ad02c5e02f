/** What somebody who runs a command got wrong; its message is all that they need to see. */
export class UsageError extends Error {}
