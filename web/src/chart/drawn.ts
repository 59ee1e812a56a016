/** A rendered chart that can be resized and disposed of. */
export interface Drawn {
  resize(): void;
  dispose(): void;
}
