/** Short messages in the corner. */
export interface Toasts {
  success(text: string): void;
  error(text: string): void;
}
