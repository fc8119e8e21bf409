import { FileError, type Limits, notATable } from '../csv/index.js'
import type { Archive } from './archive.js'
import { kindOfFormat, type NumberKind, unescaped } from './values.js'
import { readWholeXml, type XmlTag } from './xml.js'

export type Sheet = { readonly name: string; readonly part: string; readonly visible: boolean }

export type Workbook = {
  readonly sheets: readonly Sheet[]
  readonly from1904: boolean
  readonly stylesPart: string | undefined
  readonly sharedPart: string | undefined
}

type Link = { readonly id: string; readonly type: string; readonly part: string }

/** Finds the sheets and where everything is, by the links between the parts. */
export const readWorkbook = async (archive: Archive): Promise<Workbook> => {
  const top = await readLinks(archive, '_rels/.rels', '')
  const part = top.find(({ type }) => type === 'officeDocument')?.part ?? 'xl/workbook.xml'
  if (!archive.has(part) || part.endsWith('.bin')) throw notATable('zip')
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  const links = await readLinks(archive, `${folder}_rels/${part.slice(folder.length)}.rels`, folder)
  const named: { name: string; link: string; visible: boolean }[] = []
  let from1904 = false
  await readWholeXml(archive.read(part), {
    open: ({ name, attributes }) => {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const visible = !(attributes.state ?? '').toLowerCase().includes('hidden')
      named.push({ name: attributes.name ?? '', link: linkId(attributes), visible })
    },
  })
  const sheets = named.flatMap(({ name, link, visible }) => {
    const found = links.find(({ id, type }) => id === link && type === 'worksheet')
    return found === undefined ? [] : [{ name, part: found.part, visible }]
  })
  const partOf = (wanted: string) => links.find(({ type }) => type === wanted)?.part
  return { sheets, from1904, stylesPart: partOf('styles'), sharedPart: partOf('sharedStrings') }
}

// r:id, whatever the prefix is called.
const linkId = (attributes: XmlTag['attributes']): string =>
  Object.entries(attributes).find(([name]) => /:id$/i.test(name))?.[1] ?? ''

const readLinks = async (archive: Archive, part: string, folder: string): Promise<readonly Link[]> => {
  const links: Link[] = []
  await readWholeXml(archive.read(part), {
    open: ({ name, attributes }) => {
      if (name !== 'Relationship' || attributes.TargetMode === 'External') return
      const target = attributes.Target ?? ''
      const type = (attributes.Type ?? '').split('/').at(-1) ?? ''
      links.push({ id: attributes.Id ?? '', type, part: resolved(folder, target) })
    },
  })
  return links
}

const resolved = (folder: string, target: string): string => {
  const steps: string[] = []
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

/** For every cell style: whether its numbers are days. */
export const readStyles = async (archive: Archive, part: string | undefined): Promise<readonly NumberKind[]> => {
  const formats = new Map<number, string>()
  const kinds: NumberKind[] = []
  let inCells = false
  if (part === undefined) return kinds
  await readWholeXml(archive.read(part), {
    open: ({ name, attributes }) => {
      if (name === 'numFmt') formats.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      if (name === 'cellXfs') inCells = true
      const id = Number(attributes.numFmtId ?? 0)
      if (name === 'xf' && inCells) kinds.push(kindOfFormat(id, formats.get(id)))
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return kinds
}

/** The texts that cells share. Formatted runs are joined; the reading aid (rPh) above a word is left out. */
export const readShared = async (
  archive: Archive,
  needs: { readonly part: string | undefined; readonly limits: Limits },
) => {
  const texts: string[] = []
  let letters = 0
  let text = ''
  let inText = false
  let inAid = false
  if (needs.part === undefined) return texts
  await readWholeXml(archive.read(needs.part), {
    open: ({ name }) => {
      if (name === 'si') text = ''
      if (name === 'rPh') inAid = true
      inText = name === 't' && !inAid
    },
    text: (piece) => {
      if (inText) text += piece
    },
    close: (name) => {
      if (name === 't') inText = false
      if (name === 'rPh') inAid = false
      if (name !== 'si') return
      texts.push(unescaped(text))
      // An empty text costs memory too.
      letters += text.length + 8
      if (letters > needs.limits.maxSharedText)
        throw new FileError({ code: 'file.too-large', details: { maxBytes: needs.limits.maxSharedText } })
    },
  })
  return texts
}
