import type {
  CompositeDefinition,
  Condition,
  Directory,
  ElementDefinition,
  ElementUse,
  MessageStructure,
  Representation,
  SegmentDefinition,
} from '@entrepot/edi'
import { MAX_SCHEMA_CHARACTERS } from '../limits.ts'
import { readItems } from './items.ts'

/** A schema: what transaction sets of one version are made of, and in which functional groups they travel. */
export interface Schema {
  readonly directory: Directory
  /** Functional identifier code (GS01) by transaction set: `PO` for 850. */
  readonly groups: ReadonlyMap<string, string>
  /** Written from public knowledge, not from the standard: what it refuses may be right. */
  readonly unofficial: boolean
}

/** A schema that is not understood, and in which line (from 1). */
export interface SchemaMalformed {
  readonly ok: false
  readonly code: 'schema/notation' | 'schema/too-long' | 'schema/unknown-reference'
  readonly line: number
  /** The segment, composite or element that is named and not defined. */
  readonly name?: string
}

interface Draft {
  readonly messages: Map<string, MessageStructure>
  readonly segments: Map<string, SegmentDefinition>
  readonly composites: Map<string, CompositeDefinition>
  readonly elements: Map<string, ElementDefinition>
  readonly groups: Map<string, string>
  readonly release: string
}

interface Entry {
  readonly head: string
  readonly label: string | undefined
  readonly body: readonly string[]
}

const HEAD = /^schema (\S{1,12})( unofficial)?$/

/**
 * Reads a schema in our notation, which `README.md` describes. X12's own tables belong to ASC X12: whoever has a licence writes down
 * what it needs.
 *
 * @returns the schema, or the line that is not understood.
 */
export function readSchema(text: string): { readonly ok: true; readonly schema: Schema } | SchemaMalformed {
  if (text.length > MAX_SCHEMA_CHARACTERS) return { ok: false, code: 'schema/too-long', line: 1 }
  const lines = text.split('\n').map((line) => line.trimEnd())
  const first = lines.findIndex((line) => line !== '')
  const [, release, unofficial] = HEAD.exec(lines[first] ?? '') ?? []
  if (release === undefined) return { ok: false, code: 'schema/notation', line: first + 1 }
  const maps = {
    messages: new Map(),
    segments: new Map(),
    composites: new Map(),
    elements: new Map(),
    groups: new Map(),
  }
  const draft: Draft = { ...maps, release: unofficial === undefined ? release : 'unofficial' }
  for (let at = first + 1; at < lines.length; ) {
    const line = lines[at] ?? ''
    let end = at + 1
    while (lines[end]?.startsWith(' ')) end++
    if (line !== '' && !line.startsWith('#') && !readEntry(entryOf(line, lines.slice(at + 1, end)), draft))
      return { ok: false, code: 'schema/notation', line: at + 1 }
    at = end
  }
  const { groups, messages, segments, composites, elements } = draft
  const directory: Directory = { name: release, messages, segments, composites, elements }
  const missing = firstMissing(directory)
  if (missing !== undefined) return { ok: false, code: 'schema/unknown-reference', line: first + 1, name: missing }
  return { ok: true, schema: { directory, groups, unofficial: unofficial !== undefined } }
}

function entryOf(line: string, body: readonly string[]): Entry {
  const bar = line.indexOf(' | ')
  return bar < 0
    ? { head: line, label: undefined, body }
    : { head: line.slice(0, bar).trimEnd(), label: line.slice(bar + 3).trim(), body }
}

const ELEMENT = /^(\d{1,4}|I\d{2}) (AN|ID|N\d|R|DT|TM|B) ?(\d{1,4})\/(\d{1,7})(?: (all|some))?$/
const SET = /^(\d{3}) ([A-Z]{2})$/
const COMPOSITE = /^([CS]\d{3}) (\S.*)$/
const SEGMENT = /^([A-Z][A-Z0-9]{1,2}) (\S.*)$/

function readEntry(entry: Entry, draft: Draft): boolean {
  const { head, body } = entry
  const element = ELEMENT.exec(head)
  if (element) return readElement(element, entry, draft)
  const set = SET.exec(head)
  if (set) return readSet(set, entry, draft)
  if (body.length > 0) return false
  const composite = COMPOSITE.exec(head)
  if (composite) return readComposite(composite, entry, draft)
  const segment = SEGMENT.exec(head)
  return segment !== null && readSegment(segment, entry, draft)
}

const named = (label: string | undefined) => (label === undefined ? {} : { name: label })

function readSet([, type = '', group = '']: RegExpExecArray, { body }: Entry, draft: Draft): boolean {
  const items = readItems(body.join(' ').trim())
  if (!items || items.length === 0 || draft.messages.has(type)) return false
  draft.messages.set(type, { type, release: draft.release, items })
  draft.groups.set(type, group)
  return true
}

const USE = /^(\d{1,4}|[IC]\d{2,3}|S\d{3})(\?)?(?:\*(\d{1,4}))?$/
/** `P(4,3)`. */
const CONDITION = /^([PRECL])\((\d{1,2}(?:,\d{1,2})+)\)$/

function readSegment([, tag = '', rest = '']: RegExpExecArray, { label }: Entry, draft: Draft): boolean {
  const elements: ElementUse[] = []
  const conditions: Condition[] = []
  for (const part of rest.split(/\s+/)) {
    const [, kind, positions = ''] = CONDITION.exec(part) ?? []
    const use = useOf(part)
    if (isKind(kind)) conditions.push({ kind, positions: positions.split(',').map(Number) })
    else if (use) elements.push(use)
    else return false
  }
  if (draft.segments.has(tag)) return false
  draft.segments.set(tag, { tag, ...named(label), elements, ...(conditions.length > 0 && { conditions }) })
  return true
}

const isKind = (text: string | undefined): text is Condition['kind'] => text !== undefined && 'PRECL'.includes(text)

function useOf(part: string): ElementUse | undefined {
  const [, code, optional, count] = USE.exec(part) ?? []
  const repeat = count === undefined ? 1 : Number(count)
  return code === undefined || repeat < 1 ? undefined : { code, mandatory: optional === undefined, repeat }
}

function readComposite([, code = '', rest = '']: RegExpExecArray, { label }: Entry, draft: Draft): boolean {
  const uses = rest.split(/\s+/).map(useOf)
  const components = uses.flatMap((use) => (use?.repeat === 1 ? [{ code: use.code, mandatory: use.mandatory }] : []))
  if (components.length !== uses.length || draft.composites.has(code)) return false
  draft.composites.set(code, { code, ...named(label), components })
  return true
}

function readElement(found: RegExpExecArray, { label, body }: Entry, draft: Draft): boolean {
  const [, code = '', representation = '', min, max, extent] = found
  const range = { min: Number(min), max: Number(max) }
  if (draft.elements.has(code) || !isRepresentation(representation) || range.min > range.max || range.max === 0)
    return false
  const values = readValues(body)
  if ((extent === undefined) !== (values.size === 0)) return false
  const codes = extent === undefined ? {} : { codes: { complete: extent === 'all', values } }
  draft.elements.set(code, { code, ...named(label), representation, ...range, ...codes })
  return true
}

const isRepresentation = (text: string): text is Representation => /^(?:AN|ID|N\d|R|DT|TM|B)$/.test(text)

/** Values stand apart by two or more blanks, each a code and, behind one blank, its meaning. */
function readValues(body: readonly string[]): ReadonlyMap<string, string | undefined> {
  const values = new Map<string, string | undefined>()
  for (const value of body.flatMap((line) => line.trim().split(/ {2,}/))) {
    const blank = value.indexOf(' ')
    values.set(blank < 0 ? value : value.slice(0, blank), blank < 0 ? undefined : value.slice(blank + 1))
  }
  return values
}

/** Something that is named and not defined. */
function firstMissing({ messages, segments, composites, elements }: Directory): string | undefined {
  const tags = (items: MessageStructure['items']): string[] =>
    items.flatMap((item) => ('tag' in item ? [item.tag] : tags(item.items)))
  const tag = [...messages.values()].flatMap(({ items }) => tags(items)).find((each) => !segments.has(each))
  const uses = [...segments.values()].flatMap((segment) => segment.elements)
  const parts = [...composites.values()].flatMap(({ components }) => components)
  return (
    tag ??
    uses.find(({ code }) => !elements.has(code) && !composites.has(code))?.code ??
    parts.find(({ code }) => !elements.has(code))?.code
  )
}
