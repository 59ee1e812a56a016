/** A view is made when it is first asked for, and kept. */
export function once<T>(make: () => T): () => T {
  let made: { readonly view: T } | undefined;
  return () => {
    made ??= { view: make() };
    return made.view;
  };
}
