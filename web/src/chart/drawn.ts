/** Draws into an element and can be asked to fit it or to go away. */
export interface Drawn {
  resize(): void;
  dispose(): void;
}
