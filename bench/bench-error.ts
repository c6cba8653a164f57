/** The bench was called in a way that it does not understand: a sentence, and exit code 2. */
export class UsageError extends Error {}

/** Something that the bench needs is not there or not readable: a sentence, and exit code 1. */
export class InputError extends Error {}
