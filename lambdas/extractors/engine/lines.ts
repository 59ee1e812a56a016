/** Cuts a byte stream into lines; memory holds one chunk and one line. A last line without an end counts. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    const filled = lines.filter((line) => line !== '');
    if (filled.length > 0) yield filled;
  }
  rest += decoder.decode();
  if (rest !== '') yield [rest];
}
