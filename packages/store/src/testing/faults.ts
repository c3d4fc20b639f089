/** What may become of a request and its answer on their way; a number is a gateway's status in place of the answer. */
export type Fault =
  /** The connection is cut before the database sees anything. */
  | "cut before"
  /** The database has committed; nothing of its answer arrives. */
  | "cut answer"
  /** The database has committed; half of its answer arrives. */
  | "cut in mid-answer"
  /** Nothing happens, without end. */
  | "hang before"
  /** The database has committed; its answer never comes. */
  | "hang after"
  /** The connection is cut, and the request arrives when its repetition has long been answered. */
  | "late"
  | 502
  | 503
  | 504;
