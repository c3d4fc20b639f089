/** A place on the drawing, in pixels from its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where everything stands. Boxes are by the id of their state, arrows by the id of their edge. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: Readonly<Record<string, Box>>;
  readonly arrows: Readonly<Record<string, Arrow>>;
}

/** The way of an arrow, corner by corner, and where its label stands on it. */
export interface Arrow {
  readonly points: readonly (readonly [number, number])[];
  readonly label: Box;
}
