/** A command was called in a way that it does not understand: exit code 2. */
export class UsageError extends Error {}

/** Bad input, named by its line: exit code 1. */
export class InputError extends Error {}
