/** An error of whoever runs a command. Its message is all they need to see. */
export class UsageError extends Error {}
