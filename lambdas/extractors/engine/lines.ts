const LINE_END = 10;

/** Splits a byte stream into lines; memory holds one chunk and one line. A last line without a line end counts. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  let held: Uint8Array[] = [];
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(LINE_END);
    if (end < 0) {
      held.push(chunk);
      continue;
    }
    // Decodes whole lines at a time: no character is split, so decoding needs no state.
    const text = Buffer.concat([...held, chunk.subarray(0, end)]).toString();
    held = [chunk.subarray(end + 1)];
    const filled = text.split('\n').filter((line) => line !== '');
    if (filled.length > 0) yield filled;
  }
  const rest = Buffer.concat(held).toString();
  if (rest !== '') yield [rest];
}
