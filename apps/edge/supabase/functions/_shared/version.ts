/** The version of these functions; a test compares it with the command line's. */
export const version = "0.1.0";
