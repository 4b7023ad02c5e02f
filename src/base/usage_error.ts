/** A mistake in how a command is used. Users see only its message. */
export class UsageError extends Error {}
