import type {
  ComponentUse,
  CompositeDefinition,
  Condition,
  Directory,
  ElementDefinition,
  ElementUse,
  MessageStructure,
  SegmentDefinition,
} from '@entrepot/edi'
import { parseFormat } from '../format.ts'
import { type DirectoryMalformed, malformed } from '../malformed.ts'
import { readItems } from './read-items.ts'

interface Draft {
  name: string
  readonly messages: Map<string, MessageStructure>
  readonly segments: Map<string, SegmentDefinition>
  readonly composites: Map<string, CompositeDefinition>
  readonly elements: Map<string, ElementDefinition>
}

/** A line that begins in the first column, with the indented ones that follow it. */
interface Entry {
  readonly head: string
  readonly name: string | undefined
  readonly body: readonly string[]
}

/**
 * Reads a directory in our notation, which `README.md` describes.
 *
 * @returns the directory, or the number of the line that is not understood.
 */
export function readNotation(text: string): { readonly ok: true; readonly directory: Directory } | DirectoryMalformed {
  const lines = text.split('\n')
  const draft: Draft = {
    name: '',
    messages: new Map(),
    segments: new Map(),
    composites: new Map(),
    elements: new Map(),
  }
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? ''
    let end = at + 1
    while (lines[end]?.startsWith(' ')) end++
    if (line !== '' && !readEntry(entryOf(line, lines.slice(at + 1, end)), draft))
      return malformed('directory/notation', String(at + 1))
    at = end
  }
  return draft.name === '' ? malformed('directory/notation', '1') : { ok: true, directory: draft }
}

const NAME_MARK = ' | '

function entryOf(line: string, body: readonly string[]): Entry {
  const mark = line.indexOf(NAME_MARK)
  if (mark < 0) return { head: line, name: undefined, body }
  return { head: line.slice(0, mark), name: line.slice(mark + NAME_MARK.length), body }
}

const DIRECTORY = /^directory (\S.{0,31})$/
const MESSAGE = /^([A-Z]{6}) (\S.{0,31}) (\d{4,5})$/
const SEGMENT = /^([A-Z]{3}) (.+)$/
const COMPOSITE = /^([A-Z]\d{3}) (.+)$/
const ELEMENT = /^(\d{4})(?: (an?[.\d]+|n[.\d]+))?(?: (all|some))?$/
const ELEMENTS = /^(an?[.\d]+|n[.\d]+)((?: \d{4})+)$/

/** The first letters tell what a line is. @returns whether it was understood. */
function readEntry(entry: Entry, draft: Draft): boolean {
  const { head, body } = entry
  const element = ELEMENT.exec(head)
  if (element) return readElement(element, entry, draft)
  const composite = COMPOSITE.exec(head)
  if (composite) return body.length === 0 && readComposite(composite, entry, draft)
  const message = MESSAGE.exec(head)
  if (message) return readMessage(message, entry, draft)
  if (body.length > 0) return false
  const segment = SEGMENT.exec(head)
  if (segment) return readSegment(segment, entry, draft)
  const elements = ELEMENTS.exec(head)
  if (elements) return readElements(elements, draft)
  const [, name] = DIRECTORY.exec(head) ?? []
  if (name === undefined || draft.name !== '') return false
  draft.name = name
  return true
}

const named = (name: string | undefined) => (name === undefined ? {} : { name })

function readMessage([, type = '', release = '', first = '']: RegExpExecArray, entry: Entry, draft: Draft): boolean {
  const items = readItems(entry.body.join(' ').trim(), first)
  if (!items || items.length === 0 || draft.messages.has(type)) return false
  draft.messages.set(type, { type, ...named(entry.name), release, items })
  return true
}

const USE = /^([A-Z]\d{3}|\d{4})(\?)?(?:\*(\d{1,7}))?$/
/** `P(4,3)`. */
const CONDITION = /^([PRECL])\((\d{1,3}(?:,\d{1,3})+)\)$/

function readSegment([, tag = '', rest = '']: RegExpExecArray, entry: Entry, draft: Draft): boolean {
  const elements: ElementUse[] = []
  const conditions: Condition[] = []
  for (const part of rest.split(' ')) {
    const [, kind, positions] = CONDITION.exec(part) ?? []
    const use = useOf(part)
    if (isKind(kind) && positions !== undefined) conditions.push({ kind, positions: positions.split(',').map(Number) })
    else if (use) elements.push(use)
    else return false
  }
  if (draft.segments.has(tag)) return false
  draft.segments.set(tag, { tag, ...named(entry.name), elements, ...(conditions.length > 0 && { conditions }) })
  return true
}

const isKind = (text: string | undefined): text is Condition['kind'] => text !== undefined && 'PRECL'.includes(text)

function useOf(part: string): ElementUse | undefined {
  const [, code, optional, count] = USE.exec(part) ?? []
  const repeat = count === undefined ? 1 : Number(count)
  return code === undefined || repeat < 1 ? undefined : { code, mandatory: optional === undefined, repeat }
}

function readComposite([, code = '', rest = '']: RegExpExecArray, entry: Entry, draft: Draft): boolean {
  const components: ComponentUse[] = []
  for (const part of rest.split(' ')) {
    const use = useOf(part)
    if (use?.repeat !== 1) return false
    components.push({ code: use.code, mandatory: use.mandatory })
  }
  if (draft.composites.has(code)) return false
  draft.composites.set(code, { code, ...named(entry.name), components })
  return true
}

function readElements([, text = '', codes = '']: RegExpExecArray, draft: Draft): boolean {
  const format = parseFormat(text)
  if (!format) return false
  for (const code of codes.trim().split(' ')) {
    if (draft.elements.has(code)) return false
    draft.elements.set(code, { code, ...format })
  }
  return true
}

/** An element by itself, or the codes of one that stands above. */
function readElement([, code = '', text, extent]: RegExpExecArray, entry: Entry, draft: Draft): boolean {
  const known = draft.elements.get(code)
  const format = text === undefined ? known : parseFormat(text)
  if (!format || (text !== undefined && known) || known?.codes) return false
  const element = {
    code,
    ...named(entry.name),
    representation: format.representation,
    min: format.min,
    max: format.max,
  }
  if (extent === undefined) {
    draft.elements.set(code, element)
    return entry.body.length === 0 && text !== undefined
  }
  const values = readValues(entry.body)
  if (values) draft.elements.set(code, { ...element, codes: { complete: extent === 'all', values } })
  return values !== undefined
}

/** Values stand apart by two or more blanks, each a code and, behind one blank, its meaning. */
const BETWEEN_VALUES = / {2,}/

function readValues(body: readonly string[]): ReadonlyMap<string, string | undefined> | undefined {
  const values = new Map<string, string | undefined>()
  for (const line of body) {
    const text = line.trim()
    if (text.includes('  ')) {
      if (!text.split(BETWEEN_VALUES).every((value) => addValue(value, values))) return undefined
    } else if (!addValue(text, values)) return undefined
  }
  return values.size > 0 ? values : undefined
}

function addValue(value: string, values: Map<string, string | undefined>): boolean {
  const blank = value.indexOf(' ')
  const code = blank < 0 ? value : value.slice(0, blank)
  if (code === '' || values.has(code)) return false
  values.set(code, blank < 0 ? undefined : value.slice(blank + 1))
  return true
}
