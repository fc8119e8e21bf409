import { SaxesParser } from 'saxes'
import { broken, FileError } from '../csv/index.js'

export type XmlTag = { readonly name: string; readonly attributes: Readonly<Record<string, string>> }

export type XmlHandlers = {
  readonly open: (tag: XmlTag) => void
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
}

// A tag or a text longer than this is no cell; without a bound one text could fill the memory.
const longest = 8 * 1024 * 1024

/**
 * Feeds a part to the handlers, and yields after every piece so that the caller can hand on what came of it. Names lose
 * their prefix (`x:row`). No entity beyond XML's own five is known, and a document type is refused: nothing is fetched.
 */
export async function* readXml(bytes: AsyncIterable<Buffer>, handlers: XmlHandlers): AsyncGenerator<undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const parser = new SaxesParser({ xmlns: false, position: false })
  let pending = 0
  const moved = () => (pending = 0)
  parser.on('opentag', ({ name, attributes }) => {
    moved()
    handlers.open({ name: local(name), attributes })
  })
  parser.on('closetag', ({ name }) => {
    moved()
    handlers.close?.(local(name))
  })
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  parser.on('doctype', () => {
    throw broken('document type')
  })
  parser.on('error', (error) => {
    throw error
  })
  for await (const chunk of bytes) {
    pending += chunk.length
    if (pending > longest) throw new FileError({ code: 'file.cell-too-long', details: { row: 0, maxCell: 32_767 } })
    step(() => parser.write(decoder.decode(chunk, { stream: true })))
    yield undefined
  }
  step(() => parser.write(decoder.decode()).close())
  yield undefined
}

/** Reads a small part whole. */
export const readWholeXml = async (bytes: AsyncIterable<Buffer>, handlers: XmlHandlers): Promise<void> => {
  let any = false
  const counted = async function* () {
    for await (const chunk of bytes) {
      any = true
      yield chunk
    }
  }
  try {
    for await (const _ of readXml(counted(), handlers));
  } catch (error) {
    if (any) throw error
  }
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

const step = (work: () => void): void => {
  try {
    work()
  } catch (error) {
    // The parser's message quotes the text, which may hold people.
    throw error instanceof FileError ? error : broken('xml')
  }
}
