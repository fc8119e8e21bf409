/**
 * What the compressed stream holds: table heads, pieces of COPY's binary rows, table ends. One byte of kind, four of
 * length, then the content.
 */
export type Frame =
  | { readonly kind: 'table'; readonly table: string; readonly columns: readonly string[] }
  | { readonly kind: 'rows'; readonly bytes: Buffer }
  | { readonly kind: 'end' }

const codes = { table: 1, rows: 2, end: 3 } as const
// COPY hands out some 64 KB at a time; a row that is larger comes in one piece.
const mostBytes = 1 << 30

const framed = (code: number, content: Buffer): Buffer => {
  const head = Buffer.alloc(5)
  head[0] = code
  head.writeUInt32BE(content.length, 1)
  return Buffer.concat([head, content])
}

export const writeFrame = (frame: Frame): Buffer => {
  switch (frame.kind) {
    case 'table':
      return framed(codes.table, Buffer.from(JSON.stringify({ table: frame.table, columns: frame.columns })))
    case 'rows':
      return framed(codes.rows, frame.bytes)
    case 'end':
      return framed(codes.end, Buffer.alloc(0))
  }
}

const readFrame = (code: number, content: Buffer): Frame => {
  if (code === codes.rows) return { kind: 'rows', bytes: content }
  if (code === codes.end) return { kind: 'end' }
  if (code !== codes.table) throw new Error(`no such frame: ${code}`)
  // Written by writeFrame, and every byte was authenticated before it got here.
  const { table, columns } = JSON.parse(content.toString('utf8')) as { table: string; columns: string[] }
  return { kind: 'table', table, columns }
}

/** Frames out of pieces of any size. Memory holds one frame and one piece. */
export async function* readFrames(pieces: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let held: Buffer[] = []
  let bytes = 0
  let wanted = 5
  let code = 0
  for await (const piece of pieces) {
    held.push(piece)
    bytes += piece.length
    while (bytes >= wanted) {
      const all = held.length === 1 && held[0] !== undefined ? held[0] : Buffer.concat(held)
      const taken = all.subarray(0, wanted)
      held = [all.subarray(wanted)]
      bytes -= wanted
      if (code === 0) {
        code = taken[0] ?? 0
        wanted = taken.readUInt32BE(1)
        if (code === 0 || wanted > mostBytes) throw new Error('not a stream of frames')
        if (wanted > 0) continue
      }
      yield readFrame(code, wanted === 0 ? Buffer.alloc(0) : taken)
      code = 0
      wanted = 5
    }
  }
  if (bytes > 0 || code !== 0) throw new Error('the stream of frames is cut off')
}
