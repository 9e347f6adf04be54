import type { CharacterSet } from '../characters/character-set.ts'
import type { Finding } from '../finding.ts'
import { Findings } from '../findings.ts'
import { NONE, type Separators } from '../token.ts'
import type { Segment } from '../tree.ts'

/** What segments are written with. */
export interface WritingSyntax {
  readonly separators: Separators
  readonly characters: CharacterSet
  /** What stands behind each terminator: nothing, or a line end. */
  readonly lineEnd: string
}

/** Where the next segment stands; `path` is asked only if something is wrong. */
export interface SegmentPlace {
  /** Position in the message, its header being 1; 0 outside. */
  readonly segment: number
  readonly path: () => string
}

/** Bytes of a first buffer; it doubles when full. */
const FIRST_BYTES = 1 << 12
/** Bytes that a unit of UTF-16 takes at most: three in UTF-8, or two with a release character. */
const MAX_BYTES_PER_UNIT = 3

const PLAIN = 0
const TO_RELEASE = 1
const FOREIGN = 2

const NOWHERE: SegmentPlace = { segment: 0, path: () => '' }

/**
 * Writes segments one behind the other: trailing empty components, repetitions and elements are left out, separators in data
 * are released, and text is encoded. A character that the set lacks, or a separator where nothing releases, is a finding;
 * it is not written, and nothing is written in its place.
 */
export class SegmentWriter {
  private readonly findings = new Findings()
  private readonly characters: CharacterSet
  private readonly release: number
  private readonly component: number
  private readonly repetition: number
  private readonly element: number
  private readonly behindSegment: Uint8Array
  /** Of each code below 0x80: whether it may be written as it is. */
  private readonly ascii: Uint8Array
  private bytes = new Uint8Array(FIRST_BYTES)
  private length = 0
  private place = NOWHERE
  private tag = ''

  constructor({ separators, characters, lineEnd }: WritingSyntax) {
    this.characters = characters
    this.release = separators.release
    this.component = separators.component
    this.repetition = separators.repetition
    this.element = separators.element
    this.behindSegment = Uint8Array.of(separators.terminator, ...Array.from(lineEnd, (end) => end.charCodeAt(0)))
    this.ascii = Uint8Array.from({ length: 128 }, (_, code) => judge(code, separators, characters))
  }

  /** What could not be written. */
  get troubles(): readonly Finding[] {
    return this.findings.list
  }

  /** Bytes written so far. */
  get written(): number {
    return this.length
  }

  /** The bytes; the writer must not be used afterwards. */
  finish(): Uint8Array {
    return this.bytes.subarray(0, this.length)
  }

  /** Notes what can't be written. */
  refuse(trouble: Omit<Finding, 'offset' | 'segment' | 'path'>, { segment, path }: SegmentPlace): void {
    this.findings.report({ ...trouble, offset: this.length, segment, path: path() })
  }

  /** Copies bytes that are written already. */
  copy(bytes: Uint8Array): void {
    this.makeRoom(bytes.length)
    this.bytes.set(bytes, this.length)
    this.length += bytes.length
  }

  segment({ tag, elements }: Segment, place: SegmentPlace = NOWHERE): void {
    this.place = place
    this.tag = tag
    this.text(tag, 0, 0, 0)
    let pending = 0
    for (let element = 0; element < elements.length; element++) {
      pending++
      const repetitions = elements[element]
      if (repetitions === undefined || isEmptyElement(repetitions)) continue
      for (; pending > 0; pending--) this.byte(this.element)
      this.repetitions(repetitions, element + 1)
    }
    this.copy(this.behindSegment)
  }

  private repetitions(repetitions: readonly (readonly string[])[], element: number): void {
    let pending = -1
    for (let repetition = 0; repetition < repetitions.length; repetition++) {
      pending++
      const components = repetitions[repetition]
      if (components === undefined || isEmptyRepetition(components)) continue
      for (; pending > 0; pending--) this.separateRepetitions(element, repetition + 1)
      this.components(components, element, repetition + 1)
      pending = 0
    }
  }

  private components(components: readonly string[], element: number, repetition: number): void {
    let pending = -1
    for (let component = 0; component < components.length; component++) {
      pending++
      const text = components[component]
      if (text === undefined || text === '') continue
      for (; pending > 0; pending--) this.byte(this.component)
      this.text(text, element, repetition, component + 1)
      pending = 0
    }
  }

  private separateRepetitions(element: number, repetition: number): void {
    if (this.repetition !== NONE) this.byte(this.repetition)
    else this.report({ code: 'edi/repetition-too-many', element, repetition, expected: '1' })
  }

  private text(text: string, element: number, repetition: number, component: number): void {
    this.makeRoom(text.length * MAX_BYTES_PER_UNIT)
    const { bytes, ascii } = this
    let at = this.length
    for (let unit = 0; unit < text.length; unit++) {
      const code = text.charCodeAt(unit)
      const kind = code < 128 ? ascii[code] : FOREIGN
      if (kind === PLAIN) bytes[at++] = code
      else if (kind === TO_RELEASE) {
        bytes[at++] = this.release
        bytes[at++] = code
      } else {
        this.length = at
        const codePoint = text.codePointAt(unit) ?? code
        const encoded = code < 128 ? undefined : this.characters.encode(codePoint)
        if (encoded === undefined)
          this.reportCharacter(String.fromCodePoint(codePoint), { element, repetition, component })
        else for (const byte of encoded) bytes[at++] = byte
        if (codePoint > 0xffff) unit++
      }
    }
    this.length = at
  }

  private byte(byte: number): void {
    this.makeRoom(1)
    this.bytes[this.length++] = byte
  }

  private makeRoom(more: number): void {
    const needed = this.length + more
    if (needed <= this.bytes.length) return
    const wider = new Uint8Array(Math.max(needed, 2 * this.bytes.length))
    wider.set(this.bytes.subarray(0, this.length))
    this.bytes = wider
  }

  private reportCharacter(found: string, where: { element: number; repetition: number; component: number }): void {
    const place = where.element === 0 ? {} : where
    this.report({ code: 'edi/character-set', ...place, found, expected: this.characters.name })
  }

  private report(trouble: Omit<Finding, 'offset' | 'segment' | 'path' | 'tag'>): void {
    this.refuse({ ...trouble, tag: this.tag }, this.place)
  }
}

function judge(code: number, separators: Separators, characters: CharacterSet): number {
  if (characters.encode(code) === undefined) return FOREIGN
  const { component, element, repetition, release, terminator } = separators
  if (![component, element, repetition, release, terminator].includes(code)) return PLAIN
  return release === NONE ? FOREIGN : TO_RELEASE
}

function isEmptyElement(repetitions: readonly (readonly string[])[]): boolean {
  for (const components of repetitions) if (!isEmptyRepetition(components)) return false
  return true
}

function isEmptyRepetition(components: readonly string[]): boolean {
  for (const text of components) if (text !== '') return false
  return true
}
