/** Set-up could not go on; the message is for the person at the terminal and says what to do. */
export class SetUpError extends Error {}
