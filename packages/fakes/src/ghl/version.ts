/** The API version that the fake speaks: the header `Version`. */
export const ghlVersion = "2021-07-28";
